//! Bundles: what is found, and what is said about modules that are wrong.

mod support;

use crankcase_abi::{Bundle, Import};
use support::{Files, bundle, shape};

/// The error for an application with these files, whose entry is `main.js`.
fn refusal(files: &[(&str, &str)]) -> String {
    let files = Files::new(files);
    match bundle(&files.path("")) {
        Ok(_) => panic!("accepted"),
        Err(error) => files.strip(&error.to_string()),
    }
}

#[test]
fn imports_of_every_form_are_found() {
    let files = Files::new(&[
        (
            "main.js",
            "import './a.js';\n\
             import * as b from './lib/b';\n\
             export { x as y } from './c.mjs';\n\
             export * from './main.js';\n\
             import data from './data.json' with { type: 'json' };\n\
             export const later = () => [import('./d.js'), import('./data.json', { with: { type: 'json' } })];\n\
             export const unknown = name => import(name);\n\
             export const optional = () => [import('node:fs'), import('nowhere'), import(`x`)];\n\
             // import './in-a-comment.js'\n\
             export const text = \"import './in-a-string.js'\";\n",
        ),
        ("a.js", "import '../outside.js';"),
        (
            "lib/b.js",
            "import { E } from '@endo/eventual-send';\nimport main from '../main.js';\nexport { E, main };\n",
        ),
        ("c.mjs", "export const x = 1;\n"),
        ("d.js", ""),
        ("data.json", "{\"key\": [1, \"\u{2028}\"]}\n"),
    ]);
    let error = bundle(&files.path("")).unwrap_err();
    assert_eq!(
        files.strip(&error.to_string()),
        "a.js:1:8: cannot find \"../outside.js\" (imported by main.js)"
    );

    files.write("a.js", "");
    let error = bundle(&files.path("")).unwrap_err();
    let message = "lib/b.js:2:8: SyntaxError: \"../main.js\" does not export \"default\" (imported by main.js)";
    assert_eq!(files.strip(&error.to_string()), message);

    files.write("lib/b.js", "import { E } from '@endo/eventual-send';\nimport * as main from '../main.js';\nexport { E, main };\n");
    let bundle = bundle(&files.path("")).unwrap();
    assert_eq!(bundle.entry, "main.js");
    assert_eq!(
        shape(&bundle),
        [
            "a.js:",
            "c.mjs:",
            "d.js:",
            "data.json:",
            "lib/b.js: ../main.js=main.js @endo/eventual-send=native @endo/eventual-send",
            "main.js: ./a.js=a.js ./c.mjs=c.mjs ./d.js=d.js ./data.json=data.json ./lib/b=lib/b.js ./main.js=main.js",
        ]
    );
    let main = &bundle.modules["main.js"].source;
    assert!(
        main.contains("from './data.json'                      ;\n"),
        "{main}"
    );
    assert!(
        main.contains("import('./data.json'                            )];\n"),
        "{main}"
    );
    assert_eq!(
        bundle.modules["data.json"].source,
        "export default {\"key\": [1, \"\u{2028}\"]};\n"
    );
    assert_eq!(Bundle::from_bytes(&bundle.to_bytes()).unwrap(), bundle);
}

#[test]
fn wrong_modules_are_refused_at_their_place() {
    for (source, message) in [
        ("let x = ;\n", "main.js:1:9: SyntaxError: Unexpected token"),
        (
            "const a = 1;\n  const a = 2;\n",
            "main.js:1:7: SyntaxError: Identifier `a` has already been declared",
        ),
        (
            "// ñ\nexport { nowhere };\n",
            "main.js:2:10: SyntaxError: Export 'nowhere' is not defined",
        ),
        (
            "export const f = () => { await 1; };\n",
            "main.js:1:26: SyntaxError: `await` is only allowed within async functions and at the top levels of modules",
        ),
        (
            "export {};\nwith (a) {}\n",
            "main.js:2:1: SyntaxError: 'with' statements are not allowed",
        ),
        (
            "export {};\nx = 1 <!-- no\n",
            "main.js:2:7: SyntaxError: HTML comments are not allowed in modules",
        ),
        (
            "export const r = /(/;\n",
            "main.js:1:19: SyntaxError: Invalid regular expression: Unterminated capturing group",
        ),
        (
            "import './nowhere.js';\n",
            "main.js:1:8: cannot find \"./nowhere.js\"",
        ),
        (
            "export const f = () => import('./nowhere.js');\n",
            "main.js:1:31: cannot find \"./nowhere.js\"",
        ),
        (
            "import x from 'left-pad';\n",
            "main.js:1:15: cannot find \"left-pad\"",
        ),
        (
            "import '@endo/marshal/src/x.js';\n",
            "main.js:1:8: cannot find \"@endo/marshal/src/x.js\"",
        ),
        (
            "import fs from 'fs';\n",
            "main.js:1:16: cannot import \"fs\": it is a module of Node, which vats do not have",
        ),
        (
            "import fs from 'node:fs';\n",
            "main.js:1:16: cannot import \"node:fs\": it is a module of Node, which vats do not have",
        ),
        (
            "import '/etc/passwd';\n",
            "main.js:1:8: cannot import \"/etc/passwd\": vats import relative paths and packages only",
        ),
        (
            "import 'https://x.test/a.js';\n",
            "main.js:1:8: cannot import \"https://x.test/a.js\": vats import relative paths and packages only",
        ),
        (
            "import 'data:text/javascript,1';\n",
            "main.js:1:8: cannot import \"data:text/javascript,1\": vats import relative paths and packages only",
        ),
        (
            "import './ok.js?x';\n",
            "main.js:1:8: cannot import \"./ok.js?x\": specifiers with a query or a fragment are not supported",
        ),
        (
            "import './c.cjs';\n",
            "main.js:1:8: cannot import \"./c.cjs\": it is a CommonJS module; only ES modules are supported",
        ),
        (
            "import './t.ts';\n",
            "main.js:1:8: cannot import \"./t.ts\": it has to be compiled to JavaScript first",
        ),
        (
            "import './x.css';\n",
            "main.js:1:8: cannot import \"./x.css\": it is not a .js, .mjs or .json file",
        ),
        (
            "import { z, ok } from './ok.js';\n",
            "main.js:1:10: SyntaxError: \"./ok.js\" does not export \"z\"",
        ),
        (
            "import { Farr } from '@endo/far';\n",
            "main.js:1:10: SyntaxError: \"@endo/far\" does not export \"Farr\"",
        ),
        (
            "export { z } from './stars.js';\n",
            "main.js:1:10: SyntaxError: \"./stars.js\" does not export \"z\"",
        ),
        (
            "import s from './stars.js';\n",
            "main.js:1:8: SyntaxError: \"./stars.js\" does not export \"default\"",
        ),
        (
            "import s from './s.css' with { type: 'css' };\n",
            "main.js:1:15: the import attribute type: \"css\" is not supported",
        ),
        (
            "import s from './ok.js' with { type: 'json' };\n",
            "main.js:1:15: cannot import \"./ok.js\": it is not JSON",
        ),
        (
            "import defer * as s from './ok.js';\n",
            "main.js:1:26: import defer is not supported",
        ),
        (
            "module.exports = 1;\n",
            "main.js: is a CommonJS module; only ES modules are supported",
        ),
        (
            "import './uses-require.js';\n",
            "uses-require.js: is a CommonJS module; only ES modules are supported (imported by main.js)",
        ),
        (
            "import './a.js';\n",
            "b.js:1:1: SyntaxError: Unexpected token (imported by a.js, by main.js)",
        ),
        (
            "import './bad.json';\n",
            "bad.json:2:5: not JSON: expected value (imported by main.js)",
        ),
        (
            "import './proto.json';\n",
            "proto.json:1:3: a JSON module must not have the key \"__proto__\" (imported by main.js)",
        ),
    ] {
        let found = refusal(&[
            ("main.js", source),
            ("ok.js", "export const ok = 1, x = 2;\n"),
            (
                "stars.js",
                "export * from './stars.js'; export * from './ok.js';\n",
            ),
            ("c.cjs", ""),
            ("t.ts", ""),
            ("x.css", ""),
            ("s.css", ""),
            ("uses-require.js", "const x = require('./ok.js');\n"),
            ("a.js", "import './b.js';\n"),
            ("b.js", "}"),
            ("bad.json", "{\n\"a\":}"),
            ("proto.json", "[{\"__proto__\": 1}]"),
        ]);
        assert_eq!(found, message, "{source}");
    }
}

#[test]
fn what_only_looks_wrong_is_accepted() {
    for source in [
        "#!/usr/bin/env crankcase\nexport const x = 1;\n",
        "\u{feff}export const x = 1;\n",
        "export const f = require => require('x');\n",
        "export const exports = 1;\n",
        "const text = '<!-- --> import(\"x\")';\nexport default text;\n",
        "await null;\nexport {};\n",
        "// no export at all\n",
        "import { Far } from './native.js';\nexport { Far };\n",
        "export const r = /[\\p{L}--[a-z]]/v;\n",
    ] {
        let files = Files::new(&[
            ("main.js", source),
            ("native.js", "export * from '@endo/far';\n"),
        ]);
        let bundle = bundle(&files.path("")).unwrap_or_else(|error| panic!("{source}: {error}"));
        assert_eq!(
            bundle.modules["main.js"].source,
            source.trim_start_matches('\u{feff}')
        );
    }
    let files = Files::new(&[]);
    files.write("main.js", b"export const x = '\xff';\n");
    let error = bundle(&files.path("")).unwrap_err();
    assert_eq!(
        files.strip(&error.to_string()),
        "main.js:1:19: not UTF-8 text"
    );
}

#[test]
fn an_applications_own_package_comes_before_the_runtimes() {
    let files = Files::new(&[(
        "main.js",
        "import { E } from '@endo/eventual-send';\nexport { E };\n",
    )]);
    let import = |bundle: Bundle| bundle.modules["main.js"].imports["@endo/eventual-send"].clone();
    assert_eq!(
        import(bundle(&files.path("")).unwrap()),
        Import::Native("@endo/eventual-send".to_owned())
    );
    files.write(
        "node_modules/@endo/eventual-send/package.json",
        r#"{"type": "module", "main": "e.js"}"#,
    );
    files.write(
        "node_modules/@endo/eventual-send/e.js",
        "export const E = 1;\n",
    );
    let own = Import::Module("node_modules/@endo/eventual-send/e.js".to_owned());
    assert_eq!(import(bundle(&files.path("")).unwrap()), own);
}

// spec E19.65
#[test]
fn the_shim_of_an_application_is_that_of_the_runtime() {
    let files = Files::new(&[
        (
            "main.js",
            "import 'ses';\nimport '@endo/init/debug.js';\nimport { lockdown } from '@endo/lockdown';\nimport 'session';\nexport { lockdown };\n",
        ),
        (
            "node_modules/ses/package.json",
            r#"{"type": "module", "main": "index.js"}"#,
        ),
        (
            "node_modules/ses/index.js",
            "globalThis.lockdown = () => {};\n",
        ),
        (
            "node_modules/session/package.json",
            r#"{"type": "module", "main": "index.js"}"#,
        ),
        ("node_modules/session/index.js", "export {};\n"),
    ]);
    let bundle = bundle(&files.path("")).unwrap();
    let imports = &bundle.modules["main.js"].imports;
    let native = |name: &str| Import::Native(name.to_owned());
    assert_eq!(imports["ses"], native("ses"));
    assert_eq!(imports["@endo/init/debug.js"], native("@endo/lockdown"));
    assert_eq!(imports["@endo/lockdown"], native("@endo/lockdown"));
    assert_eq!(
        imports["session"],
        Import::Module("node_modules/session/index.js".to_owned())
    );
    assert_eq!(bundle.modules.len(), 2);
}

#[test]
fn long_import_chains_and_deep_nesting_end_in_an_answer() {
    let files = Files::new(&[("main.js", "import './m0.js';\n")]);
    for number in 0..2_000 {
        files.write(
            &format!("m{number}.js"),
            format!("import './m{}.js';\n", number + 1),
        );
    }
    let error = files.strip(&bundle(&files.path("")).unwrap_err().to_string());
    let message = "m1999.js:1:8: cannot find \"./m2000.js\" (imported by m1998.js, by m1997.js, by m1996.js, by …, by main.js)";
    assert_eq!(error, message);
    files.write("m2000.js", "");
    assert_eq!(bundle(&files.path("")).unwrap().modules.len(), 2_002);

    // Each would overflow an ordinary stack many times.
    let depth = 200_000;
    for (open, middle, close) in [
        ("(", "1", ")"),
        ("[", "", "]"),
        ("{", "", "}"),
        ("({a:", "1", "})"),
        ("`${", "1", "}`"),
        ("a=>", "1", ""),
        ("!", "1", ""),
        ("a=", "1", ""),
        ("1?1:", "1", ""),
        ("if(1)", ";", ""),
        ("1+", "1", ""),
        ("/(?:", "", ""),
        ("(", "", ""),
    ] {
        let source = format!(
            "export {{}};\n{}{middle}{};\n",
            open.repeat(depth),
            close.repeat(depth)
        );
        files.write("main.js", source);
        // Right or wrong does not matter here; that there is an answer does.
        let _ = bundle(&files.path(""));
    }
    let regexp = format!(
        "export const r = /{}{}/;\n",
        "(?:".repeat(depth),
        ")".repeat(depth)
    );
    files.write("main.js", regexp);
    let _ = bundle(&files.path(""));
}

#[test]
fn wrong_packages_are_refused_where_they_are_imported() {
    let files = Files::new(&[
        ("main.js", "import 'p';\n"),
        ("node_modules/p/index.js", ""),
        ("node_modules/p/lib.cjs", ""),
    ]);
    for (package, message) in [
        (
            "{\n\"name\": \"p\",\n}",
            "cannot import \"p\": node_modules/p/package.json:3:1: trailing comma",
        ),
        (
            r#"{"exports": {"./sub": "./index.js"}}"#,
            "cannot import \"p\": \".\" is not exported under the conditions [\"endo\", \"import\", \"default\"] \
             from package node_modules/p (see exports field in node_modules/p/package.json)",
        ),
        (r#"{"exports": "./nowhere.js"}"#, "cannot find \"p\""),
        (
            r#"{"exports": "../../outside.js"}"#,
            "cannot import \"p\": Invalid \"exports\" target \"../../outside.js\" defined for '.' in the package \
             config node_modules/p/package.json",
        ),
        (
            r#"{"exports": "./lib.cjs"}"#,
            "cannot import \"p\": it is a CommonJS module; only ES modules are supported",
        ),
    ] {
        files.write("node_modules/p/package.json", package);
        let error = files.strip(&bundle(&files.path("")).unwrap_err().to_string());
        assert_eq!(error, format!("main.js:1:8: {message}"), "{package}");
    }
}
