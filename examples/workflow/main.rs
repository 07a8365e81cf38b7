//! A workflow service for many customers who bring scripts of their own: an embedder's program, whole.
//!
//! `cargo run --release -p crankcase --example workflow` plays a day of it and checks what it claims.

use std::error::Error;
use std::path::{Path, PathBuf};

use crankcase::{
    All, Arguments, CRANKS_PER_BLOCK, ComputronLimit, Computrons, CrankLimit, CrankNumber, Host,
    HostOptions, Kernel, KernelError, KernelOptions, KernelRef, Observer, PromiseStatus,
    ResultPolicy, Stopped, Store, VatStatus, smallcaps,
};
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// What a customer's vat may use in one crank, and how large it may become.
const COMPUTRONS: u64 = 20_000_000;
const MEMORY: u64 = 64 << 20;
/// What a customer pays for who is not short of money, in computrons.
const PLENTY: u64 = 10_000_000_000;

/// The service: a kernel, and what the host holds of it.
struct Service {
    kernel: Kernel,
    log: Log,
}

/// What the host hears of results that it does not wait for.
#[derive(Default)]
struct Log(Vec<String>);

impl Observer for Log {
    fn result(&mut self, _: CrankNumber, _: KernelRef, status: &PromiseStatus) {
        if let PromiseStatus::Rejected(reason) = status {
            self.0.push(smallcaps::show(reason));
        }
    }
}

/// An account is an object of the front desk, which the host has pinned.
#[derive(Clone, Copy)]
struct Account(KernelRef);

impl Service {
    fn start(folder: &Path) -> Result<Self> {
        let genesis = crankcase::app::load(&folder.join("app/crankcase.json"), &[])?;
        let host = Host::new(&HostOptions::default())?;
        let options = KernelOptions::default();
        let kernel = Kernel::create(Store::memory(), Box::new(host), &genesis, options)?;
        let log = Log::default();
        let mut service = Self { kernel, log };
        service.run()?;
        Ok(service)
    }

    /// Until nothing is left to do, or a day is over: however many customers misbehave, the host comes back.
    fn run(&mut self) -> Result<()> {
        let mut day = All(vec![
            Box::new(CrankLimit::new(100_000)),
            Box::new(ComputronLimit::new(Computrons(20_000_000_000))),
        ]);
        let (_, stopped) =
            crankcase::run(&mut self.kernel, &mut day, CRANKS_PER_BLOCK, &mut self.log)?;
        assert_eq!(stopped, Stopped::Idle, "no customer keeps the service busy");
        Ok(())
    }

    /// Opens an account for a customer whose script is in a file.
    fn open(&mut self, name: &str, script: &Path, budget: u64) -> Result<Account> {
        let wishes = json!([{
            "name": name,
            "script": std::fs::read_to_string(script)?,
            "budget": budget.to_string(),
            "memoryLimit": MEMORY,
            "computronLimit": COMPUTRONS,
        }]);
        let args: Arguments = smallcaps::encode_arguments("wishes", &wishes.to_string())?
            .into_iter()
            .collect();
        let desk = self.kernel.vat_named("desk")?;
        let policy = ResultPolicy::Ignore;
        let result = self.kernel.queue_to_root(desk, "open", &args, policy)?;
        self.run()?;
        let result = result.expect("it has a promise");
        let Some(PromiseStatus::Fulfilled(data)) = self.kernel.promise(result) else {
            return Err(format!("{name}: {:?}", self.kernel.promise(result)).into());
        };
        let account = data.slots[0];
        self.kernel.pin(account)?;
        self.kernel.unpin(result)?;
        Ok(Account(account))
    }

    /// Queues a message to an account.
    fn queue(&mut self, account: Account, method: &str, args: &Value) -> Result<KernelRef> {
        let args: Arguments = smallcaps::encode_arguments("form", &args.to_string())?
            .into_iter()
            .collect();
        let queued =
            self.kernel
                .queue_to_object(account.0, method, &args, ResultPolicy::LogFailure)?;
        Ok(queued.expect("it has a promise"))
    }

    /// What a message comes to by the end of the day: a value, a failure as text, or nothing yet.
    fn answer(&mut self, promise: KernelRef) -> Result<Option<std::result::Result<Value, String>>> {
        let answer = match self.kernel.promise(promise) {
            Some(PromiseStatus::Fulfilled(data)) => Ok(smallcaps::decode(&data)),
            Some(PromiseStatus::Rejected(reason)) => Err(smallcaps::show(&reason)),
            Some(PromiseStatus::Unresolved) | None => return Ok(None),
        };
        self.kernel.unpin(promise)?;
        Ok(Some(answer))
    }

    fn ask(
        &mut self,
        account: Account,
        method: &str,
        args: &Value,
    ) -> Result<std::result::Result<Value, String>> {
        let promise = self.queue(account, method, args)?;
        self.run()?;
        let answer = self.answer(promise)?;
        answer.ok_or_else(|| format!("{method} is not answered").into())
    }

    /// What is left on the meter of an account.
    fn left(&mut self, account: Account) -> Result<u64> {
        let left = self.ask(account, "left", &json!([]))??;
        let text = left.as_str().unwrap_or_default().trim_end_matches('n');
        Ok(text.parse()?)
    }

    /// The customers' vats that run.
    fn running(&self) -> Vec<String> {
        let vats = self.kernel.vats().into_iter();
        vats.filter(|vat| !matches!(vat.status, VatStatus::Ended(_)))
            .map(|vat| vat.name)
            .collect()
    }
}

fn form(amount: u64) -> Value {
    json!([{ "amount": amount, "people": ["clerk", "manager"] }])
}

/// What an honest customer gets, whatever the others do.
fn is_served(service: &mut Service, account: Account, decided: &mut u64) -> Result<()> {
    let expected = [
        (30, json!({ "step": "approve" })),
        (90, json!({ "step": "ask", "to": "clerk" })),
        (900, json!({ "step": "ask", "to": "manager" })),
    ];
    for (amount, mut expected) in expected {
        *decided += 1;
        expected["decided"] = json!(*decided);
        let answer = service.ask(account, "decide", &form(amount))??;
        assert_eq!(answer, expected);
    }
    Ok(())
}

/// One customer tries everything.
fn misbehave(service: &mut Service, scripts: &Path, honest: Account) -> Result<()> {
    let script = scripts.join("hostile.js");
    let mut decided = 0;
    is_served(service, honest, &mut decided)?;
    // What ends the customer's own vat, and nothing else. A new one is a new start.
    for attack in ["loop", "flood", "memory"] {
        let account = service.open(attack, &script, PLENTY)?;
        let form = json!([{ "attack": attack, "people": ["clerk"], "amount": 1 }]);
        let answer = service.ask(account, "decide", &form)?;
        assert_eq!(answer, Err("Error: vat terminated".to_owned()), "{attack}");
        assert!(!service.running().contains(&attack.to_owned()));
        is_served(service, honest, &mut decided)?;
        println!("{attack}: its vat has ended, and nobody else noticed");
    }
    // What the API refuses.
    let account = service.open("hostile", &script, PLENTY)?;
    for attack in ["forge", "forgeSlot", "pretend", "poison", "escape", "spam"] {
        let form = json!([{ "attack": attack, "people": ["clerk"], "amount": 1 }]);
        let answer = service.ask(account, "decide", &form)?;
        assert!(answer.is_err(), "{attack}: {answer:?}");
        is_served(service, honest, &mut decided)?;
        println!("{attack}: {}", answer.unwrap_err());
    }
    let form = json!([{ "attack": "change", "people": [], "amount": 1 }]);
    let answer = service.ask(account, "decide", &form)??;
    assert_eq!(
        answer["step"], "approve",
        "what was checked is what is answered"
    );
    let notes = service.ask(account, "notes", &json!([]))??;
    let notes = notes.as_array().cloned().unwrap_or_default();
    assert!(notes.iter().all(|note| note != "it worked"), "{notes:?}");
    assert_eq!(notes.len(), 20);
    let form = json!([{ "attack": "behave", "people": [], "amount": 1 }]);
    let answer = service.ask(account, "decide", &form)??;
    assert_eq!(answer["step"], "reject", "its own vat is unharmed too");
    Ok(())
}

/// One customer has paid for less than it uses.
fn run_out(service: &mut Service, scripts: &Path, honest: Account) -> Result<()> {
    let script = scripts.join("diligent.js");
    // What a start and a form cost.
    let rich = service.open("rich", &script, PLENTY)?;
    let start = PLENTY - service.left(rich)?;
    service.ask(rich, "decide", &form(1))??;
    let one = PLENTY - start - service.left(rich)?;
    assert!(one > 100_000, "{one}");

    let poor = service.open("poor", &script, start + 3 * one + one / 2)?;
    let forms: Vec<_> = (0..6)
        .map(|amount| service.queue(poor, "decide", &form(amount)))
        .collect::<Result<_>>()?;
    service.run()?;
    let mut waiting = Vec::new();
    for (number, promise) in forms.into_iter().enumerate() {
        match service.answer(promise)? {
            Some(answer) => assert_eq!(answer?["decided"], json!(number + 1)),
            None => waiting.push((number, promise)),
        }
    }
    assert_eq!(waiting.len(), 3, "three forms are paid for");
    let mut decided = service.ask(honest, "decide", &form(30))??["decided"]
        .as_u64()
        .unwrap_or_default();
    is_served(service, honest, &mut decided)?;
    println!("poor: paused, {} forms wait", waiting.len());

    service.ask(poor, "refill", &json!([(10 * one).to_string()]))??;
    service.run()?;
    for (number, promise) in waiting {
        let answer = service.answer(promise)?.ok_or("still waiting")??;
        assert_eq!(
            answer["decided"],
            json!(number + 1),
            "in their order, each once"
        );
    }
    println!("poor: refilled, and nothing was lost");
    Ok(())
}

/// References are the host's to hold; a number is none.
fn forge(service: &mut Service) -> Result<()> {
    let forged: KernelRef = "ko20".parse()?;
    let args = Arguments::new();
    let refused = service
        .kernel
        .queue_to_object(forged, "open", &args, ResultPolicy::None);
    assert!(matches!(refused, Err(KernelError::NotHeld(_))));
    Ok(())
}

fn day(folder: PathBuf) -> Result<()> {
    let scripts = folder.join("customers");
    let mut service = Service::start(&folder)?;
    let honest = service.open("orderly", &scripts.join("orderly.js"), PLENTY)?;
    misbehave(&mut service, &scripts, honest)?;
    run_out(&mut service, &scripts, honest)?;
    forge(&mut service)?;
    service.ask(honest, "close", &json!([]))??;
    assert!(!service.running().contains(&"orderly".to_owned()));
    assert!(service.kernel.violations().unwrap().is_empty());
    let statistics = service.kernel.statistics();
    println!(
        "{} cranks, {} computrons, {} vats made, {} ended; {} failures logged",
        statistics.cranks,
        statistics.computrons,
        statistics.vats_made,
        statistics.counters.ends,
        service.log.0.len()
    );
    service.kernel.shutdown()?;
    Ok(())
}

fn main() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/workflow");
    crankcase::run_on_big_stack(move || day(folder))
}
