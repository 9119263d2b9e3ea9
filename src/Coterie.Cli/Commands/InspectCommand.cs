using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Onnx;
using Coterie.Runs;
using Spectre.Console;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie inspect</c>: what of a model would be analysed, and why the rest is not.</summary>
internal static class InspectCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = new("model") { Description = "An ONNX model", HelpName = "MODEL.onnx" };
        InputOptions inputs = new();
        Option<string?> json = Options.Path("--json", "Write the list as JSON", "FILE");
        Command command = new("inspect", "Lists the layers of an ONNX model: which can be analysed, and why others are not.") { file };
        foreach (Option option in inputs.OfSize) command.Add(option);
        command.Add(json);
        command.SetAction(parse =>
        {
            string? target = parse.GetValue(json);
            JsonTarget.Check(target);
            OnnxModel model = OnnxModel.Load(parse.GetRequiredValue(file));
            IReadOnlyList<ModelLayer> layers = ModelLayer.Of(model, inputs.Choices(parse));
            Write(terminal, model, layers);
            if (target is not null) Json.Write(target, layers, Json.Options);
        });
        return command;
    }

    private static void Write(Terminal terminal, OnnxModel model, IReadOnlyList<ModelLayer> layers)
    {
        ModelLayer[] analysed = [.. layers.Where(layer => layer.Reason is null)];
        terminal.Line($"{model.Path}: {analysed.Length} of {layers.Count} layers can be analysed");
        terminal.Line($"inputs: {string.Join(", ", model.Inputs.Select(input => $"{Printable.Name(input.Name)} {input.ShapeText}"))}");
        if (analysed.Length > 0)
        {
            Table table = Tables.New("", "layer", "product", "activation", "shape", "axis", "neurons");
            table.Columns[0].LeftAligned();
            foreach (ModelLayer layer in analysed)
            {
                string[] cells =
                [
                    Printable.Name(layer.Name, 30),
                    layer.Operator,
                    Printable.Name(layer.Function ?? "", 20),
                    layer.Shape ?? "",
                    $"{layer.Axis}",
                    $"{layer.Neurons}",
                ];
                table.AddRow([.. cells.Select(Tables.Text)]);
            }
            terminal.Output.Write(table);
        }
        ModelLayer[] left = [.. layers.Except(analysed)];
        if (left.Length > 0) terminal.Line("not analysed:");
        foreach (ModelLayer layer in left) terminal.Note($"  {Printable.Name(layer.Name)} ({layer.Operator}): {layer.Reason}");
        terminal.Line("");
        terminal.Line(analysed.Length > 0
            ? $"next: coterie analyze {model.Path} --data DATA"
            : "next: a dump of activations can be analysed instead; see coterie analyze --help");
    }
}
