using System.CommandLine;
using Coterie.Onnx;

namespace Coterie.Cli.Commands;

/// <summary>The options that say how data enter a model, where it does not say so itself.</summary>
internal sealed class InputOptions
{
    private Option<int?> ImageSize { get; } = Options.Whole(
        "--image-size", "Rows, and columns, to scale images to [the model's, else their own]", 1, 4096);

    private Option<int?> Channels { get; } = Options.Whole("--channels", "1: gray images, 3: colour [the model's]", 1, 3);

    private Option<double[]?> Mean { get; } = Options.Numbers(
        "--mean",
        "What training subtracted from its inputs, from pixels / 255 of images: a number, or one for each channel [0]",
        _ => true,
        "a number, or one for each channel, such as 0.485,0.456,0.406");

    private Option<double[]?> Std { get; } = Options.Numbers(
        "--std",
        "What training then divided them by [1]",
        x => x > 0,
        "a number above 0, or one for each channel, such as 0.229,0.224,0.225");

    public Option[] All => [.. OfSize, Mean, Std];

    /// <summary>Those that decide the shapes of values.</summary>
    public Option[] OfSize => [ImageSize, Channels];

    public void AddTo(Command command)
    {
        foreach (Option option in All) command.Add(option);
    }

    /// <summary>What the command line says.</summary>
    public InputChoices Choices(ParseResult parse) => new()
    {
        ImageSize = parse.GetValue(ImageSize),
        Channels = parse.GetValue(Channels),
        Mean = parse.GetValue(Mean) ?? [],
        Std = parse.GetValue(Std) ?? [],
    };
}
