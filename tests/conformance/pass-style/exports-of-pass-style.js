// spec V4.9
// What @endo/pass-style exports, as published.
// gives: Far GET_METHOD_NAMES PASS_STYLE Remotable ToFarFunction assertAtom assertChecker assertCopyArray assertPassable assertPassableString assertPassableSymbol assertRecord assertRemotable assertWellFormedString deeplyFulfilled filterIterable getErrorConstructor getInterfaceOf getRemotableMethodNames getTag hasOwnPropertyOf isAtom isCopyArray isErrorLike isObject isPassable isPassableSymbol isPrimitive isRecord isRemotable isWellFormedString makeTagged mapIterable nameForPassableSymbol passStyleOf passableSymbolForName toPassableError toThrowable unpassableSymbolForName
return Object.keys(await import('@endo/pass-style')).join(' ');
