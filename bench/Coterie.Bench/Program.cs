using System.CommandLine;
using BenchmarkDotNet.Running;
using Coterie;
using Coterie.Bench.Compare;
using Coterie.Bench.Dumps;
using Coterie.Bench.Kernels;
using Coterie.Bench.Models;
using Coterie.Bench.Report;

RootCommand root = new("Measures Coterie: against Python, against the machine, and its kernels against their scalar twins.")
{
    CompareCommand(), DumpCommand.Create(), GuardCommand(), KernelsCommand(), OnnxCommand.Create(), WorkerCommand(),
};
try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (InputException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

static Command CompareCommand()
{
    Argument<string[]> names = new("cases")
    {
        Description = "Sections or cases: snapshot, stages/graph, communities/100000; all where none is named",
        Arity = ArgumentArity.ZeroOrMore,
    };
    Option<string?> data = new("--data") { Description = "The folder with MNIST's IDX files; else where the coterie command finds them" };
    Option<string> python = new("--python")
    {
        Description = "A Python with NumPy, NetworkX, igraph and leidenalg",
        DefaultValueFactory = _ => "/usr/bin/python3",
    };
    Option<string> work = new("--work")
    {
        Description = "Where the inputs are kept, up to 5 GB",
        DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "coterie-bench"),
    };
    Option<string?> target = new("--out")
    {
        Description = "Where performance.md goes, its figures and results beside it [docs; with --quick, --work]",
    };
    Option<bool> quick = new("--quick") { Description = "Small inputs, whose figures mean little" };
    Option<bool> list = new("--list") { Description = "Only name the cases" };
    Option<bool> page = new("--page") { Description = "Only write the page, from what was measured before" };
    Command command = new("compare", "Runs the same work here and in Python, in turns, and writes docs/performance.md.")
    {
        names, data, python, work, target, quick, list, page,
    };
    command.SetAction(parse =>
    {
        bool small = parse.GetValue(quick);
        string inputFolder = parse.GetRequiredValue(work);
        string folder = parse.GetValue(target) ?? (small ? inputFolder : "docs");
        Catalogue catalogue = new(new Inputs(inputFolder, parse.GetValue(data), Console.Error.WriteLine), small);
        IReadOnlyList<Case> chosen = catalogue.Select(parse.GetValue(names) ?? []);
        if (parse.GetValue(list))
        {
            foreach (Case one in chosen) Console.WriteLine(one.Name);
            return;
        }
        if (!parse.GetValue(page))
        {
            new Comparison(parse.GetRequiredValue(python), small, Console.Out).Run(chosen, PerformancePage.ResultsHere(folder));
        }
        PerformancePage.Write(folder);
    });
    return command;
}

static Command GuardCommand()
{
    Command command = new("guard", "Fails where a kernel became several times slower beside its scalar twin.");
    command.SetAction(_ => Guard.Run(Console.Out) ? 0 : 1);
    return command;
}

static Command KernelsCommand()
{
    Command command = new("kernels", "Runs BenchmarkDotNet on each kernel and its twin; takes BenchmarkDotNet's own options.")
    {
        TreatUnmatchedTokensAsErrors = false,
    };
    command.SetAction(parse => { _ = BenchmarkRunner.Run<KernelBenchmarks>(args: [.. parse.UnmatchedTokens]); });
    return command;
}

static Command WorkerCommand()
{
    Command command = new("worker", "Does the works of a comparison, as told on standard input.") { Hidden = true };
    command.SetAction(_ => Worker.Serve(Console.In, Console.Out));
    return command;
}
