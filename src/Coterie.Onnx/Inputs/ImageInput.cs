using System.Numerics;
using Coterie.Data;
using Coterie.Onnx.Graph;

namespace Coterie.Onnx;

/// <summary>
/// How images enter a model: the shape and the order of its one input, as far as the model says it. Pixels enter as shares of 255, less the
/// mean and divided by the standard deviation, or as they are where the input takes whole numbers.
/// </summary>
public sealed class ImageInput
{
    private readonly string path;
    private readonly ModelInput input;
    private readonly InputChoices choices;
    private readonly bool isChannelsLast;
    private readonly int? height;
    private readonly int? width;

    private ImageInput(string path, ModelInput input, InputChoices choices, int channels, bool isChannelsLast, int? height, int? width)
    {
        this.path = path;
        this.input = input;
        this.choices = choices;
        Channels = channels;
        this.isChannelsLast = isChannelsLast;
        this.height = height ?? choices.ImageSize;
        this.width = width ?? choices.ImageSize;
    }

    /// <summary>1 for gray images, 3 for red, green and blue.</summary>
    public int Channels { get; }

    /// <summary>The rows and columns that images must be scaled to; null where they keep their own size.</summary>
    public int? Size => height == width ? height : null;

    /// <summary>Reads the model's input.</summary>
    /// <param name="model">The model.</param>
    /// <param name="choices">What the model does not say.</param>
    /// <exception cref="InputException">It takes no images, or does not say what it takes, or something else than the choices.</exception>
    public static ImageInput Of(OnnxModel model, InputChoices choices)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(choices);
        const string expected = "one input for images: N×C×H×W, N×H×W×C, N×H×W or N×F";
        if (model.Inputs is not [ModelInput input])
        {
            throw new InputException(
                $"{model.Path}: found the inputs {string.Join(", ", model.Inputs.Select(one => $"{one.Name} {one.ShapeText}"))}, expected "
                + $"{expected}; for others give --data an .npz with an array for each");
        }
        if (input.Type is not (ElementType.Float or ElementType.Float16 or ElementType.Double or ElementType.UInt8))
        {
            throw Bad($"the input {input.Name} of type {input.Type}", "one of floats or pixels of uint8");
        }
        ImageInput found = input.Shape switch
        {
            [_, var f] => Flat(f),
            [_, var h, var w] => new(model.Path, input, choices, 1, isChannelsLast: false, h, w),
            [_, 1 or 3, _, not (1 or 3)] or [_, 1 or 3, _, 1 or 3] => First(),
            [_, not (1 or 3), _, 1 or 3] => new(model.Path, input, choices, input.Shape[3]!.Value, true, input.Shape[1], input.Shape[2]),
            [_, null, _, _] when choices.Channels is not null => First(),
            [_, null, _, _] => throw Bad(
                $"the input {input.Name} {input.ShapeText}, which leaves the channels open", "--channels 1 or --channels 3"),
            [_, _, _, _] => throw Bad($"the input {input.Name} {input.ShapeText}", "1 or 3 channels, first or last"),
            _ => throw Bad($"the input {input.Name} {input.ShapeText}", $"{expected}; for others give --data an .npz with an array of it"),
        };
        return found.Checked();

        ImageInput First() => new(
            model.Path, input, choices, input.Shape[1] ?? choices.Channels!.Value, isChannelsLast: false, input.Shape[2], input.Shape[3]);

        ImageInput Flat(int? features)
        {
            int? gray = Root(features), colour = Root(features / 3.0);
            int channels = choices.Channels ?? (gray is null && colour is not null ? 3 : 1);
            int? side = channels == 1 ? gray : colour;
            return new(model.Path, input, choices, channels, isChannelsLast: false, side, side);
        }

        InputException Bad(string found, string wanted) => new($"{model.Path}: found {found}, expected {wanted}");
    }

    /// <summary>Makes samples for the model.</summary>
    /// <param name="images">Images with <see cref="Channels"/> channels, or gray ones.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="InputException">The images have another size than the model takes.</exception>
    public OnnxSamples Samples(ImageSet images, int classes)
    {
        ArgumentNullException.ThrowIfNull(images);
        int rows = images.Height, columns = images.Width;
        bool isFlat = input.Shape.Count == 2;
        bool fits = isFlat && input.Shape[1] is { } features
            ? features == Channels * rows * columns
            : (height is null || height == rows) && (width is null || width == columns);
        if (!fits)
        {
            throw new InputException(
                $"{path}: found images of {rows}×{columns} for the input {input.Name} {input.ShapeText}, expected images of its size; "
                + "--image-size scales them");
        }
        long[] shape = isFlat ? [Channels * rows * columns]
            : input.Shape.Count == 3 ? [rows, columns]
            : isChannelsLast ? [rows, columns, Channels] : [Channels, rows, columns];
        OnnxSamples samples = new(images.Labels, classes);
        return input.Type switch
        {
            ElementType.Float16 => samples.With<Half>(input.Name, shape, Fill<Half>(images)),
            ElementType.Double => samples.With<double>(input.Name, shape, Fill<double>(images)),
            ElementType.UInt8 => samples.With<byte>(input.Name, shape, Fill<byte>(images)),
            _ => samples.With<float>(input.Name, shape, Fill<float>(images)),
        };
    }

    /// <summary>What was taken for what, in a line.</summary>
    /// <param name="images">Images with the size that they enter with.</param>
    public string Describe(ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        string colours = Channels == 1 ? "gray" : images.Channels == 1 ? "gray, repeated as red, green and blue" : "red, green, blue";
        string order = Channels == 1 ? ""
            : input.Shape.Count == 2 ? ", one channel after the other"
            : isChannelsLast ? ", channels last" : "";
        string values = input.Type == ElementType.UInt8 ? "pixels of 0 to 255" : choices.Describe("pixels / 255");
        return $"input {input.Name} {input.ShapeText}: images of {images.Height}×{images.Width}, {colours}{order}, {values}";
    }

    private ImageInput Checked()
    {
        if (choices.Channels is { } channels && channels != Channels)
        {
            throw new InputException(
                $"{path}: found the input {input.Name} {input.ShapeText}, which takes {Channels} channels, expected {channels} "
                + "(--channels)");
        }
        if (choices.ImageSize is { } size && ((height ?? size) != size || (width ?? size) != size))
        {
            throw new InputException(
                $"{path}: found the input {input.Name} {input.ShapeText}, which takes images of {height}×{width}, expected {size}×{size} "
                + "(--image-size)");
        }
        if (choices.Normalises && input.Type == ElementType.UInt8)
        {
            throw new InputException(
                $"{path}: found --mean or --std for the input {input.Name}, which takes pixels of 0 to 255, expected neither");
        }
        choices.Require(path, Channels);
        return this;
    }

    // Of 256 pixels, what enters the model, for each channel.
    private Action<int, Span<T>> Fill<T>(ImageSet images)
        where T : unmanaged, INumberBase<T>
    {
        int channels = Channels, pixels = images.Height * images.Width;
        T[][] values =
        [
            .. Enumerable.Range(0, channels).Select(c => Enumerable.Range(0, 256).Select(pixel => Value<T>(pixel, c)).ToArray()),
        ];
        return (start, batch) =>
        {
            int count = batch.Length / (channels * pixels);
            for (int d = 0; d < count; d++)
            {
                ReadOnlySpan<byte> image = images.Image(start + d);
                Span<T> sample = batch.Slice(d * channels * pixels, channels * pixels);
                for (int c = 0; c < channels; c++)
                {
                    ReadOnlySpan<byte> plane = images.Channels == 1 ? image : image.Slice(c * pixels, pixels);
                    T[] table = values[c];
                    int first = isChannelsLast ? c : c * pixels, step = isChannelsLast ? channels : 1;
                    for (int p = 0; p < pixels; p++) sample[first + p * step] = table[plane[p]];
                }
            }
        };
    }

    // In float32, as PyTorch and Keras compute it.
    private T Value<T>(int pixel, int channel)
        where T : unmanaged, INumberBase<T>
    {
        if (input.Type == ElementType.UInt8) return T.CreateChecked(pixel);
        float share = pixel / 255f;
        if (choices.Normalises) share = (share - (float)choices.MeanOf(channel)) / (float)choices.StdOf(channel);
        return T.CreateSaturating(share);
    }

    private static int? Root(double? square)
    {
        if (square is not { } value) return null;
        int root = (int)Math.Round(Math.Sqrt(value));
        return (double)root * root == value ? root : null;
    }
}
