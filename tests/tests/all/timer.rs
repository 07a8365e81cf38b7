//! The timer vat and the devices against real vats: what clients see when time passes.

use crankcase_kernel::{Kernel, KernelOptions};
use crankcase_tests::{kernel, reloading, run, whole_app};

/// Runs a bootstrap vat whose `start(service, tools)` is this code, then gives the timer these times; what was logged, with
/// the times between. The same again with every vat restored before each delivery.
fn log(start: &str, times: &[&str]) -> Vec<String> {
    let found = once(start, times, KernelOptions::default());
    assert_eq!(found, once(start, times, reloading(1)), "restored");
    found
}

fn once(start: &str, times: &[&str], mut options: KernelOptions) -> Vec<String> {
    options.devices = crankcase::devices::standard();
    let source = format!(
        "import {{ E, Far }} from '@endo/far';
         export const buildRootObject = ({{ testLog, D }}) => {{
           const at = ({{ absValue }}) => absValue;
           const handler = (name, more = () => {{}}) =>
             Far(name, {{ wake: time => {{ testLog(`${{name}} ${{at(time)}}`); return more(); }} }});
           const tell = name => [
             value => testLog(`${{name}} gave ${{value && value.absValue}}`),
             error => testLog(`${{name}} threw ${{error.message}}`),
           ];
           const show = ({{ value, updateCount }}) => `${{at(value)}} #${{updateCount}}`;
           const start = async (service, devices) => {{ {start} }};
           return Far('root', {{
             bootstrap: async (vats, devices) =>
               start(await E(vats.timer).createTimerService(devices.timer), devices),
             hear: name => testLog(name),
           }});
         }};"
    );
    let mut genesis = whole_app(&[("bootstrap", &source)]);
    genesis.devices.insert("timer".to_owned());
    genesis.devices.insert("bridge".to_owned());
    let mut kernel = kernel(&genesis, options);
    run(&mut kernel);
    for time in times {
        kernel.device_input("timer", time).unwrap();
        note(&mut kernel, time);
    }
    kernel.test_log().unwrap()
}

/// Runs on, after a line in the log that says which time it is.
fn note(kernel: &mut Kernel, time: &str) {
    let name = format!("\"-- {time}\"").replace("\"--", "\"!--");
    kernel.send_to_root("bootstrap", "hear", &[name]).unwrap();
    run(kernel);
}

#[test]
fn wakeups_come_in_the_order_of_their_times_and_at_once_if_it_is_late() {
    // spec N41, N42, N20, N21
    let found = log(
        "await E(service).setWakeup(30, handler('third'));
         await E(service).setWakeup(10n, handler('first'));
         await E(service).setWakeup(20n, handler('second'));
         await E(service).setWakeup(10n, handler('also'));
         const shown = await E(service).setWakeup(0n, handler('now'));
         testLog(`set ${at(shown)}`);
         E(service).wakeAt(15n).then(...tell('wakeAt'));
         E(service).delay(25n).then(...tell('delay'));
         E(service).delay({ relValue: 0n, timerBrand: shown.timerBrand }).then(...tell('none'));
         testLog(at(await E(E(service).getClock()).getCurrentTimestamp()));",
        &["9", "10", "25", "100"],
    );
    let expected = [
        "now 0",
        "set 0",
        "none gave 0",
        "0",
        "-- 9",
        "-- 10",
        "first 10",
        "also 10",
        "-- 25",
        "second 25",
        "wakeAt gave 25",
        "delay gave 25",
        "-- 100",
        "third 100",
    ];
    assert_eq!(sorted(&found), sorted(&expected.map(str::to_owned)));
    let place = |line: &str| found.iter().position(|found| found == line).unwrap();
    assert!(place("first 10") < place("also 10"), "{found:?}");
    assert!(place("-- 10") < place("first 10"), "{found:?}");
    assert!(place("second 25") < place("-- 100"), "{found:?}");
}

fn sorted(lines: &[String]) -> Vec<String> {
    let mut lines = lines.to_vec();
    lines.sort();
    lines
}

#[test]
fn a_handler_that_fails_concerns_nobody_else() {
    // spec N43, N22
    let found = log(
        "const fail = () => { throw Error('no'); };
         await E(service).setWakeup(5n, handler('bad', fail));
         await E(service).setWakeup(5n, handler('good'));
         await E(service).repeatAfter(5n, 10n, handler('bad repeater', fail));
         await E(service).repeatAfter(5n, 10n, handler('good repeater'));",
        &["5", "14", "37", "45"],
    );
    let heard: Vec<_> = found.iter().filter(|line| !line.starts_with('-')).collect();
    // What passed while nobody was told is left out: 15 and 25 are served at 37, then comes 45.
    let expected = [
        "bad 5",
        "good 5",
        "bad repeater 5",
        "good repeater 5",
        "good repeater 37",
        "good repeater 45",
    ];
    assert_eq!(heard, expected.iter().collect::<Vec<_>>());
}

#[test]
fn a_repeater_is_scheduled_once_until_it_is_disabled() {
    // spec N41, N43
    let found = log(
        "const repeater = await E(service).makeRepeater(3n, 10n);
         await E(repeater).schedule(handler('tick', async () => {
           if (at(await E(service).getCurrentTimestamp()) >= 13n) {
             await E(repeater).disable();
           }
         }));
         E(repeater).schedule(handler('tock')).then(...tell('again'));
         E(repeater).schedule(7).then(...tell('seven'));",
        &["3", "12", "13", "23", "33"],
    );
    let heard: Vec<_> = found.iter().filter(|line| !line.starts_with('-')).collect();
    let expected = [
        "again threw repeater already scheduled",
        "seven threw bad repeater.schedule() handler",
        "tick 3",
        "tick 13",
    ];
    assert_eq!(heard, expected.iter().collect::<Vec<_>>());
}

#[test]
fn a_token_cancels_all_that_was_asked_for_with_it() {
    // spec N44
    let found = log(
        "const token = Far('token', {});
         await E(service).setWakeup(10n, handler('never'), token);
         E(service).wakeAt(10n, token).then(...tell('wakeAt'));
         E(service).delay(10n, token).then(...tell('delay'));
         E(service).repeatAfter(10n, 10n, handler('never'), token);
         const notifier = await E(service).makeNotifier(10n, 10n, token);
         E(notifier).getUpdateSince().then(update => testLog(`last ${show(update)}`));
         await E(service).cancel(token);
         await E(service).cancel(token);
         await E(service).cancel(Far('other', {}));
         await E(service).cancel(7n);
         testLog(`then ${show(await E(notifier).getUpdateSince(1n))}`);",
        &["10", "20"],
    );
    let heard: Vec<_> = found.iter().filter(|line| !line.starts_with('-')).collect();
    let expected = [
        "wakeAt threw TimerCancelled",
        "delay threw TimerCancelled",
        "last 0 #undefined",
        "then 0 #undefined",
    ];
    assert_eq!(heard, expected.iter().collect::<Vec<_>>());
}

#[test]
fn a_notifier_counts_its_times() {
    // spec N45
    let found = log(
        "const notifier = await E(service).makeNotifier(5n, 10n);
         const iterator = await E(notifier)[Symbol.asyncIterator]();
         const follow = async count => {
           const update = await E(notifier).getUpdateSince(count);
           testLog(`update ${show(update)}`);
           return follow(update.updateCount);
         };
         follow();
         E(iterator).next().then(({ value, done }) => testLog(`next ${at(value)} ${done}`));
         E(iterator).next().then(...tell('overlapping'));",
        &["4", "5", "6", "38"],
    );
    let expected = [
        "overlapping threw timer iterator dislikes overlapping next()",
        "-- 4",
        "-- 5",
        "update 5 #1",
        "next 5 false",
        "-- 6",
        "-- 38",
        "update 35 #4",
    ];
    assert_eq!(sorted(&found), sorted(&expected.map(str::to_owned)));
}

#[test]
fn wrong_arguments_are_refused() {
    // spec N41
    let found = log(
        "const { timerBrand } = await E(service).getCurrentTimestamp();
         const other = Far('timerBrand', {});
         const tries = {
           negative: E(service).wakeAt(-1n),
           fraction: E(service).wakeAt(1.5),
           text: E(service).wakeAt('1'),
           brand: E(service).wakeAt({ absValue: 1n, timerBrand: other }),
           relative: E(service).wakeAt({ relValue: 1n, timerBrand }),
           handler: E(service).setWakeup(1n, 'x'),
           token: E(service).wakeAt(1n, 'x'),
           interval: E(service).repeatAfter(1n, 0n, handler('h')),
         };
         for (const [name, tried] of Object.entries(tries)) {
           await tried.then(...tell(name));
         }
         try { D(devices.timer).makeRepeater(1n, 0n); } catch (e) { testLog(e.message); }
         try { D(devices.timer).schedule(7, handler('h')); } catch (e) { testLog(e.message); }
         try { D(devices.timer).setWakeup(1n, 7); } catch (e) { testLog(e.message); }",
        &[],
    );
    let expected = [
        "negative threw timestamp must not be negative: (a bigint)",
        "fraction threw timestamp must be a bigint, not (a number)",
        "text threw timestamp must be a bigint or a record, not (a string)",
        "brand threw TimerBrands must match: (an object) vs (an object)",
        "relative threw timestamp must have a bigint absValue: (an object)",
        "handler threw bad setWakeup() handler",
        "token threw bad cancel token",
        "interval threw interval must be nonzero",
        "the interval of a repeater must not be 0",
        "there is no repeater 7",
        "the handler must be an object",
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_repeaters_of_the_device_do_not_drift() {
    // spec N22, N23, N24
    let found = log(
        "const tick = Far('tick', { wake: time => testLog(`tick ${time}`) });
         const gone = Far('gone', { wake: time => testLog(`gone ${time}`) });
         const { timer } = devices;
         const repeater = D(timer).makeRepeater(3n, 10n);
         testLog(`first ${D(timer).schedule(repeater, tick)}`);
         D(timer).setWakeup(8n, gone);
         D(timer).setWakeup(6n, gone);
         testLog(D(timer).removeWakeup(gone).join());
         testLog(`now ${D(timer).getLastPolled()}`);
         D(timer).wakeAgain(gone);
         D(timer).setWakeup(30n, Far('last', { wake: () => D(timer).deleteRepeater(repeater) }));",
        &["3", "14", "30", "40", "50"],
    );
    let heard: Vec<_> = found.iter().filter(|line| !line.starts_with('-')).collect();
    let expected = [
        "first 13", "6,8", "now 0", "gone 0", "tick 13", "tick 23", "tick 33",
    ];
    assert_eq!(heard, expected.iter().collect::<Vec<_>>());
}

#[test]
fn many_wakeups_at_once_are_no_more_than_many() {
    // spec N42: more than one crank of the timer vat could serve.
    let found = once(
        "for (let i = 0; i < 250; i += 1) {
           E(service).setWakeup(10n, Far('h', { wake: () => testLog(`${i}`) }));
         }",
        &["10"],
        KernelOptions::default(),
    );
    let mut heard: Vec<u32> = found.iter().filter_map(|line| line.parse().ok()).collect();
    assert_eq!(heard.len(), 250);
    heard.dedup();
    assert!(heard.is_sorted(), "{heard:?}");
}

#[test]
fn a_time_that_the_device_would_not_take_concerns_nobody_else() {
    // spec N20, N41
    let found = once(
        "const token = Far('token', {});
         E(service).wakeAt(30n, token).then(...tell('victim'));
         await E(service).setWakeup(20n, handler('early'), token);
         const last = 10n ** 400n - 1n;
         for (const time of [last + 1n, 10n ** 401n]) {
           await E(service).setWakeup(time, handler('never')).then(...tell('setWakeup'));
           await E(service).wakeAt(time).then(...tell('wakeAt'));
           await E(service).delay(time).then(...tell('delay'));
           await E(service).repeatAfter(time, 1n, handler('never')).then(...tell('repeatAfter'));
           await E(service).makeNotifier(1n, time).then(...tell('makeNotifier'));
         }
         await E(service).repeatAfter(40n, last, handler('repeater'));
         await E(service).setWakeup(last, handler('never'), token);
         E(service).wakeAt(35n).then(async () => {
           await E(service).delay(last).then(...tell('sum'));
           await E(service).repeatAfter(last, 1n, handler('never')).then(...tell('series'));
           await E(service).cancel(token);
           await E(service).setWakeup(50n, handler('other'));
         });",
        &["20", "35", "40", "50"],
        KernelOptions::default(),
    );
    let refused = |method, what| format!("{method} threw {what} must be below 10 ** 400");
    let mut expected = vec![];
    for _ in 0..2 {
        expected.push(refused("setWakeup", "timestamp"));
        expected.push(refused("wakeAt", "timestamp"));
        expected.push(refused("delay", "relativeTime"));
        expected.push(refused("repeatAfter", "relativeTime"));
        expected.push(refused("makeNotifier", "relativeTime"));
    }
    expected.extend(["-- 20", "early 20", "-- 35", "victim gave 35"].map(str::to_owned));
    expected.push(refused("sum", "the time of a wakeup"));
    expected.push(refused("series", "the first time"));
    expected.extend(["-- 40", "repeater 40", "-- 50", "other 50"].map(str::to_owned));
    assert_eq!(sorted(&found), sorted(&expected));
}

#[test]
fn a_token_cancels_many_at_once() {
    // spec N41: each of them was the first when it was cancelled.
    let found = once(
        "const token = Far('token', {});
         let refused = 0;
         for (let i = 0; i < 200; i += 1) {
           E(service).wakeAt(BigInt(10 + i), token).catch(() => { refused += 1; });
         }
         await E(service).setWakeup(300n, handler('kept'));
         await E(service).cancel(token);
         await E(service).getCurrentTimestamp();
         testLog(`refused ${refused}`);",
        &["299", "300"],
        KernelOptions::default(),
    );
    assert_eq!(found, ["refused 200", "-- 299", "-- 300", "kept 300"]);
}

#[test]
fn what_is_no_json_does_not_cross_the_bridge() {
    // spec N27, N29
    let found = once(
        "const bridge = D(devices.bridge);
         const inbound = Far('inbound', { inbound: () => {} });
         const attempt = (name, body) => {
           try { testLog(`${name} ${body()}`); } catch (e) { testLog(`${name} threw ${e.message}`); }
         };
         attempt('data', () => bridge.callOutbound(7n, [undefined], { a: undefined, b: '$0' }, NaN));
         attempt('object', () => bridge.callOutbound(inbound));
         attempt('error', () => bridge.callOutbound([Error('x')]));
         attempt('first', () => bridge.registerInboundHandler(inbound));
         attempt('second', () => bridge.registerInboundHandler(inbound));
         attempt('method', () => bridge.nonsense());",
        &[],
        KernelOptions::default(),
    );
    let expected = [
        "data undefined",
        "object threw an object is no JSON data",
        "error threw an error is no JSON data",
        "first undefined",
        "second threw inboundHandler already registered",
        "method threw the device has no method \"nonsense\"",
    ];
    assert_eq!(found, expected);
}
