//! Bundles: what is found, how it is named, and what is said about modules that are wrong.

mod support;

use std::os::unix::fs::symlink;
use std::path::Path;

use crankcase::app::{AppError, Bundler, load};
use crankcase_abi::{Bundle, Import};
use support::{Files, copy};

fn bundle(directory: &Path) -> Result<Bundle, AppError> {
    let missing = AppError::new("no entry");
    Bundler::new(directory)?.bundle("./main.js", &missing)
}

/// The error for an application with these files, whose entry is `main.js`.
fn refusal(files: &[(&str, &str)]) -> String {
    let files = Files::new(files);
    match bundle(&files.path("")) {
        Ok(_) => panic!("accepted"),
        Err(error) => files.strip(&error.to_string()),
    }
}

/// The names of a bundle's modules, each with what it imports.
fn shape(bundle: &Bundle) -> Vec<String> {
    let import = |(specifier, import): (&String, &Import)| match import {
        Import::Module(name) => format!("{specifier}={name}"),
        Import::Native(name) => format!("{specifier}=native {name}"),
    };
    bundle
        .modules
        .iter()
        .map(|(name, module)| {
            let imports: Vec<String> = module.imports.iter().map(import).collect();
            format!("{name}: {}", imports.join(" "))
                .trim_end()
                .to_owned()
        })
        .collect()
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
        "import { z } from './native.js';\nexport { z };\n",
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
fn packages_are_named_by_package_however_they_lie() {
    let main = "import { a } from 'a';\nimport { c } from '@s/c/deep';\nexport { a, c };\n";
    let a = "import { b } from 'b';\nexport const a = b;\n";
    let c = "import { b } from 'b';\nexport const c = b;\n";
    let (a_json, c_json) = (
        r#"{"name": "a", "type": "module", "exports": {".": {"node": "./no.js", "endo": "./src/a.js"}}}"#,
        r#"{"name": "@s/c", "exports": {"./deep": {"require": "./no.cjs", "import": "./c.mjs"}}}"#,
    );
    let (b_json, b_code) = (
        r#"{"name": "b", "main": "b.cjs", "module": "b.js"}"#,
        "export const b = 1;\n",
    );

    let hoisted = Files::new(&[
        ("app/main.js", main),
        ("node_modules/a/package.json", a_json),
        ("node_modules/a/src/a.js", a),
        ("node_modules/@s/c/package.json", c_json),
        ("node_modules/@s/c/c.mjs", c),
        ("node_modules/b/package.json", b_json),
        ("node_modules/b/b.js", b_code),
    ]);
    let expected = bundle(&hoisted.path("app")).unwrap();
    assert_eq!(
        shape(&expected),
        [
            "main.js: @s/c/deep=node_modules/@s/c/c.mjs a=node_modules/a/src/a.js",
            "node_modules/@s/c/c.mjs: b=node_modules/b/b.js",
            "node_modules/a/src/a.js: b=node_modules/b/b.js",
            "node_modules/b/b.js:",
        ]
    );

    // As pnpm does it: links into a folder of all versions.
    let linked = Files::new(&[
        ("main.js", main),
        (
            "node_modules/.pnpm/a@1.0.0/node_modules/a/package.json",
            a_json,
        ),
        ("node_modules/.pnpm/a@1.0.0/node_modules/a/src/a.js", a),
        (
            "node_modules/.pnpm/@s+c@2.0.0/node_modules/@s/c/package.json",
            c_json,
        ),
        ("node_modules/.pnpm/@s+c@2.0.0/node_modules/@s/c/c.mjs", c),
        (
            "node_modules/.pnpm/b@1.0.0/node_modules/b/package.json",
            b_json,
        ),
        ("node_modules/.pnpm/b@1.0.0/node_modules/b/b.js", b_code),
        ("node_modules/@s/x", ""),
    ]);
    let pnpm = |path: &str| linked.path(&format!("node_modules/.pnpm/{path}"));
    symlink(
        pnpm("a@1.0.0/node_modules/a"),
        linked.path("node_modules/a"),
    )
    .unwrap();
    symlink(
        pnpm("@s+c@2.0.0/node_modules/@s/c"),
        linked.path("node_modules/@s/c"),
    )
    .unwrap();
    symlink(
        pnpm("b@1.0.0/node_modules/b"),
        pnpm("a@1.0.0/node_modules/b"),
    )
    .unwrap();
    symlink(
        pnpm("b@1.0.0/node_modules/b"),
        pnpm("@s+c@2.0.0/node_modules/b"),
    )
    .unwrap();
    assert_eq!(
        bundle(&linked.path("")).unwrap().to_bytes(),
        expected.to_bytes()
    );

    // A workspace: packages beside the application, linked by their names.
    let workspace = Files::new(&[
        ("package.json", r#"{"name": "root"}"#),
        ("app/main.js", main),
        ("packages/one/package.json", a_json),
        ("packages/one/src/a.js", a),
        ("packages/two/package.json", c_json),
        ("packages/two/c.mjs", c),
        ("node_modules/b/package.json", b_json),
        ("node_modules/b/b.js", b_code),
        ("node_modules/@s/x", ""),
    ]);
    symlink("../packages/one", workspace.path("node_modules/a")).unwrap();
    symlink("../../packages/two", workspace.path("node_modules/@s/c")).unwrap();
    assert_eq!(
        bundle(&workspace.path("app")).unwrap().to_bytes(),
        expected.to_bytes()
    );
}

#[test]
fn copies_of_a_package_keep_apart() {
    let files = Files::new(&[
        (
            "main.js",
            "import 'a';\nimport 'b';\nimport '../shared/x.js';\n",
        ),
        ("node_modules/a/index.js", "export * from 'b';\n"),
        (
            "node_modules/a/node_modules/b/index.js",
            "export const b = 1;\n",
        ),
        ("node_modules/b/index.js", "export const b = 2;\n"),
        ("node_modules/b#2/index.js", "export const b = 3;\n"),
    ]);
    files.write("sub/main.js", "import 'b';\nimport 'a';\nimport 'b#2';\nimport '../shared/x.js';\nimport '../node_modules/a/index.js';\n");
    files.write("shared/x.js", "");
    let bundle = bundle(&files.path("sub")).unwrap();
    assert_eq!(
        shape(&bundle),
        [
            "../shared/x.js:",
            "main.js: ../node_modules/a/index.js=node_modules/a/index.js ../shared/x.js=../shared/x.js \
             a=node_modules/a/index.js b=node_modules/b/index.js b#2=node_modules/b#2/index.js",
            "node_modules/a/index.js: b=node_modules/b#3/index.js",
            "node_modules/b#2/index.js:",
            "node_modules/b#3/index.js:",
            "node_modules/b/index.js:",
        ]
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

#[test]
fn the_folder_leaves_no_trace() {
    let files = Files::new(&[
        (
            "one/bootstrap.js",
            "import './vat-a.js';\nimport 'p';\nexport const buildRootObject = () => 1;\n",
        ),
        (
            "one/vat-a.js",
            "import '../one/lib/x.js';\nexport const buildRootObject = () => 1;\n",
        ),
        ("one/lib/x.js", "import '../vat-a.js';\n"),
        ("one/node_modules/p/index.js", ""),
    ]);
    symlink("lib/x.js", files.path("one/linked.js")).unwrap();
    files.write(
        "one/bootstrap.js",
        "import './linked.js';\nimport './vat-a.js';\nimport 'p';\nexport {};\n",
    );
    copy(&files.path("one"), &files.path("some/where/else/one"));
    let here = load(&files.path("one"), &[]).unwrap();
    let there = load(&files.path("some/where/else/one"), &[]).unwrap();
    assert_eq!(here.hash(), there.hash());
    symlink(files.path("one"), files.path("alias")).unwrap();
    assert_eq!(here.hash(), load(&files.path("alias"), &[]).unwrap().hash());
    let bundle = Bundle::from_bytes(&here.vats["bootstrap"].bundle).unwrap();
    assert_eq!(
        bundle.modules.keys().collect::<Vec<_>>(),
        [
            "bootstrap.js",
            "lib/x.js",
            "node_modules/p/index.js",
            "vat-a.js"
        ]
    );

    files.write("one/lib/x.js", "import '../vat-a.js';\n\n");
    assert_ne!(
        here.hash(),
        load(&files.path("one"), &[]).unwrap().hash(),
        "and every byte counts"
    );
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
