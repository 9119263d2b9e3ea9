using System.Diagnostics;
using Coterie.Data;
using Coterie.Torch;
using Coterie.Training;
using Coterie.Training.Models;

namespace Coterie.Runs.Studies;

/// <summary>
/// What a study will take: the memory that it cannot do without follows from its shape, and is asked for before any of it is taken;
/// the rest is measured on a few batches of its own images.
/// </summary>
/// <param name="training">How it trains.</param>
/// <param name="analysis">How it analyses.</param>
/// <param name="data">Its images, which are in memory already.</param>
internal sealed class StudyForecast(TrainingSettings training, AnalysisSettings analysis, DataSet data)
{
    private const int EvaluationSamples = 2048;
    private const int TrainingBatches = 4;

    // Long enough to be told from chance, and short beside an epoch of anything.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(0.4);

    /// <summary>Refuses a study that cannot fit.</summary>
    /// <exception cref="InputException">More memory is needed than is free.</exception>
    public void RequireMemory()
    {
        long free = FreeMemory.Bytes();
        long network = TrainingMemory.OfNetwork(training, [data.Train.Height * data.Train.Width], data.Classes);
        long images = ImageBytes();
        if (training.Device != "cpu" || network + images <= free) return;
        throw new InputException(
            $"hidden layers of {string.Join(", ", training.HiddenWidths())} on images of {data.Train.Height}×{data.Train.Width} do not fit in memory: "
            + $"network, gradients and optimizer take {ByteSize.Text(network)}, the images {ByteSize.Text(images)} more, and {ByteSize.Text(free)} is free; "
            + "expected narrower layers (--hidden), smaller images (--image-size) or fewer (--samples)");
    }

    /// <summary>Measures a few batches on a network of the same shape, of which nothing remains.</summary>
    /// <param name="epochs">The epochs that are left.</param>
    /// <param name="snapshots">The snapshots that are left.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InputException">A step needs more memory than is free.</exception>
    public StudyEvent.Forecast Measure(int epochs, int snapshots, CancellationToken cancellation)
    {
        TorchSharp.torch.Device device = Devices.Find(training.Device);
        using LabelledSamples steps = First(TrainingBatches * training.Batch, device);
        using LabelledSamples evaluated = First(EvaluationSamples, device);
        using NetworkModel network = Networks.Create(training, steps.SampleShape, data.Classes);
        using Trainer trainer = new(network, steps, training);
        long stepBytes = TrainingMemory.OfStep(network.Module, steps, training.Batch);
        if (training.Device == "cpu" && stepBytes > FreeMemory.Bytes())
        {
            throw new InputException(
                $"a training step takes {ByteSize.Text(stepBytes)} of memory, and {ByteSize.Text(FreeMemory.Bytes())} is free; "
                + "expected a smaller batch (--batch) or smaller images (--image-size)");
        }
        double step = Seconds(() => trainer.RunEpoch(null, cancellation)) / ((steps.Count + training.Batch - 1) / training.Batch);
        double forward = Seconds(() => trainer.Accuracy(evaluated)) / evaluated.Count;
        TorchActivationSource source = new(trainer.Model, trainer.Layers, evaluated);
        SnapshotAnalyzer analyzer = new(analysis);
        double some = Seconds(() => analyzer.Analyze(source, cancellation));

        // The graphs cost the same however many samples there are; reading a sample costs about as much as computing it.
        double snapshot = some + 2 * forward * (data.Train.Count - evaluated.Count) + forward * data.Test.Count;
        double stepsPerEpoch = Math.Ceiling(data.Train.Count / (double)training.Batch);
        TimeSpan time = TimeSpan.FromSeconds(epochs * stepsPerEpoch * step + snapshots * snapshot);

        long activations = Math.Min(analysis.Memory, training.HiddenWidths().Sum(width => (long)width) * data.Train.Count * sizeof(float));
        return new StudyEvent.Forecast(Environment.WorkingSet + ImageBytes() + activations, time);
    }

    // Torch's copy; the data set itself is there already.
    private long ImageBytes()
    {
        return data.Train.Pixels.LongLength + data.Test.Pixels.LongLength;
    }

    // Few images may lack a class, so that they take turns at all of them.
    private LabelledSamples First(int wanted, TorchSharp.torch.Device device)
    {
        int count = Math.Min(wanted, data.Train.Count);
        int[] labels = [.. Enumerable.Range(0, Math.Max(count, data.Classes)).Select(k => k % data.Classes)];
        long[] shape = [data.Train.Height * data.Train.Width];
        return new LabelledSamples(data.Train.Pixels[..(labels.Length * (int)shape[0])], shape, labels, data.Classes, device);
    }

    // The first runs pay for starting up and for code that is not optimised yet, so that the fastest counts, of two at least; where
    // one alone is long, it is measure enough.
    private static double Seconds(Action work)
    {
        Stopwatch all = Stopwatch.StartNew();
        double fastest = double.PositiveInfinity;
        for (int runs = 0; all.Elapsed < Enough || (runs < 2 && all.Elapsed < 10 * Enough); runs++)
        {
            double before = all.Elapsed.TotalSeconds;
            work();
            fastest = Math.Min(fastest, all.Elapsed.TotalSeconds - before);
        }
        return fastest;
    }
}
