using System.Text.Json.Serialization;

namespace Coterie.Training.Studies;

/// <summary>The data of a study.</summary>
public sealed record DataSettings
{
    /// <summary>The data set's name, or the path of a folder or zip of images.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the labels of both splits are permuted at random, which leaves nothing to learn.</summary>
    public bool MixLabels { get; init; }

    /// <summary>The share of the training samples whose labels are permuted among them, 0..1; test labels stay.</summary>
    /// <remarks>Not written where it is the default, so that runs of earlier versions stay the same runs.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double LabelNoise { get; init; }

    /// <summary>The height and width to which images are scaled; null for the data set's own size.</summary>
    public int? ImageSize { get; init; }

    /// <summary>Whether images that cannot be decoded are left out and counted; otherwise they are an error.</summary>
    public bool SkipBadImages { get; init; }

    /// <summary>How many training samples; the test gets a sixth as many, or more if a class would be missing. Null for all.</summary>
    public int? Samples { get; init; }

    /// <summary>Decides how labels are permuted and how images without a split are split.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="InputException">A setting is out of range.</exception>
    public void Validate()
    {
        if (Name.Length == 0) throw new InputException("data set: found no name, expected one, or a folder or zip of images");
        if (LabelNoise is not (>= 0 and <= 1)) throw new InputException($"label noise: found {LabelNoise}, expected a share from 0 to 1");
        if (MixLabels && LabelNoise > 0)
        {
            throw new InputException($"label noise: found {LabelNoise} beside permuted labels, expected one of the two");
        }
        RequirePositive("image size", ImageSize);
        RequirePositive("samples", Samples);
    }

    private static void RequirePositive(string what, int? value)
    {
        if (value is < 1) throw new InputException($"{what}: found {value}, expected at least 1");
    }
}
