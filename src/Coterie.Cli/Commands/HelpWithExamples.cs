using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Coterie.Cli.Commands;

/// <summary>Help that ends with examples.</summary>
internal static class HelpWithExamples
{
    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["coterie"] =
        [
            "coterie study                          train on the built-in glyphs, needs no data",
            "coterie study mnist --data ../data     the paper's MNIST study",
            "coterie analyze epoch-*.onnx --data .. models trained elsewhere, a file a snapshot",
            "coterie analyze epoch-*.npz            activations from elsewhere",
            "coterie show runs/mnist                what a run says, and questions about it",
            "coterie serve runs                     look around in all runs, in a browser",
            "coterie export runs/mnist --format csv a run for pandas, Gephi, TensorBoard, ...",
            "coterie rank runs/networks             which measures order networks as test accuracy does",
            "coterie sweep plan.toml                many studies from one plan",
            "coterie paper --data ../data           the paper's whole evaluation, beside its own figures",
        ],
        ["study"] =
        [
            "coterie study",
            "coterie study mnist --data ../data/mnist --out runs/mnist",
            "coterie study fashion-mnist --hidden 256,128 --epochs 10 --json fashion.json",
            "coterie study glyphs --samples 6000 --epochs 5 --seeds 3",
            "coterie study --data-set flowers.zip --image-size 64 --hidden 512,256",
            "coterie study cifar10 --network cnn --epochs 10 --data ../data",
        ],
        ["analyze"] =
        [
            "coterie analyze checkpoints/epoch-*.onnx --data ../data/mnist",
            "coterie analyze epoch-*.onnx --data cats-and-dogs --mean 0.5 --std 0.5 --out runs/pets",
            "coterie analyze bert-*.onnx --data tokens.npz --layers \"*.ffn*\"",
            "coterie analyze epoch-01.npz epoch-06.npz",
            "coterie analyze epoch-*.npz --accuracy accuracy.csv --out runs/mine --json mine.json",
        ],
        ["inspect"] =
        [
            "coterie inspect checkpoints/epoch-06.onnx",
            "coterie inspect resnet.onnx --image-size 224",
        ],
        ["show"] =
        [
            "coterie show runs/mnist",
            "coterie show runs/mnist --class 4",
            "coterie show runs/mnist --layer layer2 --neuron 17",
            "coterie show runs/mnist --snapshot 1..20",
            "coterie show runs/mnist --tables",
        ],
        ["report"] =
        [
            "coterie report runs/mnist",
            "coterie report runs/mnist --out mnist.html",
            "coterie report runs/mnist-seeds",
        ],
        ["serve"] =
        [
            "coterie serve",
            "coterie serve runs/mnist --port 8080",
            "coterie serve runs --listen 0.0.0.0",
        ],
        ["export"] =
        [
            "coterie export runs/mnist --format csv",
            "coterie export runs/mnist --format gexf --layer layer1 --out layer1.gexf",
            "coterie export runs/mnist --format graphml --snapshot 0..20 --out graphs",
            "coterie export runs/mnist --format tensorboard --out logs/mnist",
        ],
        ["rank"] =
        [
            "coterie rank runs/networks",
            "coterie rank runs/mnist-a runs/mnist-b runs/mnist-c runs/mnist-d runs/mnist-e --json rank.json",
            "coterie rank runs/networks --markdown > rank.md",
        ],
        ["sweep"] =
        [
            "coterie sweep plan.toml --dry-run",
            "coterie sweep plan.toml --jobs 4",
            "coterie sweep plan.toml --status",
            "coterie sweep plan.toml --results",
            "coterie sweep plan.toml --emit slurm > sweep.sbatch",
            "coterie sweep plan.toml --emit kubernetes --image coterie --volume sweeps > sweep.yaml",
        ],
        ["paper"] =
        [
            "coterie paper --data ../data",
            "coterie paper mnist mnist-mixed --data ../data --seeds 3",
            "coterie paper plantvillage --data ../data --image-size 64 --epochs 20",
        ],
        ["worker"] = [],
        ["datasets"] = ["coterie datasets", "coterie datasets --data ../data"],
        ["doctor"] = ["coterie doctor", "coterie doctor --json doctor.json"],
        ["completion"] = ["coterie completion bash > ~/.local/share/bash-completion/completions/coterie"],
        ["measures"] = ["coterie measures", "coterie measures --markdown > measures.md"],
        ["commands"] = ["coterie commands > commands.md"],
    };

    /// <summary>The examples of a command.</summary>
    public static IReadOnlyList<string> Of(Command command) => Examples[command is RootCommand ? "coterie" : command.Name];

    public static void Install(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new Action((HelpAction)help.Action!);
    }

    private sealed class Action(HelpAction help) : SynchronousCommandLineAction
    {
        // Help works without the required arguments.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            help.MaxWidth = 100;
            int exitCode = help.Invoke(parseResult);
            Command command = parseResult.CommandResult.Command;
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in Of(command)) output.WriteLine($"  {example}");
            return exitCode;
        }
    }
}
