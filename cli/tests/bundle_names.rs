//! The names of modules: the same wherever and however an application and its packages lie.

mod support;

use std::os::unix::fs::symlink;

use crankcase::app::load;
use crankcase_abi::Bundle;
use support::{Files, bundle, copy, shape};

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
