using System.Text.Json.Serialization;
using Coterie.Runs;

namespace Coterie.Training.Studies;

/// <summary>
/// What a study does: its data, its training and its analysis. The defaults are the paper's for MNIST, which is the classic Keras example
/// of a multilayer perceptron.
/// </summary>
public sealed record StudySettings
{
    /// <summary>Its data.</summary>
    public required DataSettings Data { get; init; }

    /// <summary>The network and how it is trained.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>How its snapshots are analysed.</summary>
    public AnalysisSettings Analysis { get; init; } = new();

    /// <summary>How many times training passes over the samples.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>When snapshots are taken.</summary>
    public SnapshotSchedule Snapshots { get; init; } = 20;

    /// <summary>The seed of the training; a study uses one seed for everything, see <see cref="WithSeed"/>.</summary>
    [JsonIgnore]
    public int Seed => Training.Seed;

    /// <summary>The same study with another seed for its data, its training and its analysis.</summary>
    /// <param name="seed">The seed.</param>
    public StudySettings WithSeed(int seed)
    {
        return this with
        {
            Data = Data with { Seed = seed },
            Training = Training with { Seed = seed },
            Analysis = Analysis with { Seed = seed },
        };
    }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="InputException">A setting is out of range, or there is no such network or device.</exception>
    public void Validate()
    {
        Data.Validate();
        Training.Validate();
        if (Epochs < 1) throw new InputException($"epochs: found {Epochs}, expected at least 1");
        Snapshots.RequireEpochs(Epochs);
    }
}
