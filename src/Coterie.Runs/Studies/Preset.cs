namespace Coterie.Runs.Studies;

/// <summary>A study known by name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">What it is, for a person.</param>
/// <param name="Settings">Its settings.</param>
public sealed record Preset(string Name, string Description, StudySettings Settings)
{
    /// <summary>The preset that runs where none is named: it needs no data.</summary>
    public static Preset Default => All[^1];

    /// <summary>Every preset.</summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        new("mnist", "handwritten digits, the paper's first study", new StudySettings { DataSet = "mnist" }),
        new("mnist-mixed", "handwritten digits, labels permuted: nothing to learn", new StudySettings { DataSet = "mnist", MixLabels = true }),
        new("fashion-mnist", "articles of clothing", new StudySettings { DataSet = "fashion-mnist" }),
        new("fashion-mnist-mixed", "articles of clothing, labels permuted", new StudySettings { DataSet = "fashion-mnist", MixLabels = true }),
        new("glyphs", "generated signs; needs no data and no network", new StudySettings { DataSet = "glyphs" }),
    ];

    /// <summary>Finds a preset.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static Preset Find(string name)
    {
        return All.FirstOrDefault(preset => preset.Name == name)
            ?? throw new InputException($"no preset is called '{name}'; there are {string.Join(", ", All.Select(preset => preset.Name))}");
    }
}
