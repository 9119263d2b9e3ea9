using Coterie.Torch;
using Coterie.Training.Models;

namespace Coterie.Training.Tests;

/// <summary>A network of the settings and its trainer, disposed of together.</summary>
internal sealed class Trained : IDisposable
{
    private readonly NetworkModel network;

    public Trained(TrainingSettings settings, LabelledSamples train)
    {
        network = Networks.Create(settings, train.SampleShape, train.Classes);
        Trainer = new Trainer(network, train, settings);
    }

    public Trainer Trainer { get; }

    public void Dispose()
    {
        Trainer.Dispose();
        network.Dispose();
    }
}
