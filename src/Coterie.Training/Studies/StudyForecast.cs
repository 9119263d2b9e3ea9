using System.Diagnostics;
using Coterie.Data;
using Coterie.Runs;
using Coterie.Torch;
using Coterie.Training.Models;

namespace Coterie.Training.Studies;

/// <summary>
/// Predicts the memory and time of a study. The memory that it needs at least follows from the shapes of network and images, and is checked
/// before any is allocated. The time is measured on a few batches of the study's images.
/// </summary>
/// <param name="training">How it trains.</param>
/// <param name="analysis">How it analyses.</param>
/// <param name="data">Its images, already in memory.</param>
internal sealed class StudyForecast(TrainingSettings training, AnalysisSettings analysis, DataSet data)
{
    private const int TrainingBatches = 16;
    private const int ManySamples = 2048;
    private const int FewSamples = 512;

    // Long enough for a stable minimum, and short compared with a study.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(0.4);

    private readonly Network kind = Networks.Find(training.Network);

    /// <summary>Refuses a study that cannot fit.</summary>
    /// <exception cref="InputException">More memory is needed than is free.</exception>
    public void RequireMemory()
    {
        long free = FreeMemory.Bytes();
        long[] shape = kind.SampleShape(data.Train.Channels, data.Train.Height, data.Train.Width);
        long network = TrainingMemory.OfNetwork(training, shape, data.Classes);
        long images = ImageBytes();
        if (training.Device != "cpu" || network + images <= free) return;
        throw new InputException(
            $"hidden layers of {string.Join(", ", training.HiddenWidths())} on images of {data.Train.Height}×{data.Train.Width} "
            + $"do not fit in memory: network, gradients and optimizer take {ByteSize.Text(network)}, "
            + $"the images {ByteSize.Text(images)} more, and {ByteSize.Text(free)} is free; "
            + "expected narrower layers (--hidden), smaller images (--image-size) or fewer (--samples)");
    }

    /// <summary>Measures a few batches on a temporary network of the same shape.</summary>
    /// <param name="epochs">The epochs that are left.</param>
    /// <param name="snapshots">The snapshots that are left.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="InputException">A step needs more memory than is free.</exception>
    public StudyEvent.Forecast Measure(int epochs, int snapshots, CancellationToken cancellation)
    {
        TorchSharp.torch.Device device = Devices.Find(training.Device);
        using LabelledSamples steps = First(TrainingBatches * training.Batch, device);
        using LabelledSamples many = First(ManySamples, device);
        using LabelledSamples few = First(FewSamples, device);
        using NetworkModel network = Networks.Create(training, steps.SampleShape, data.Classes);
        using Trainer trainer = new(network, steps, training);
        long stepBytes = TrainingMemory.OfStep(network.Module, steps, training.Batch);
        if (training.Device == "cpu" && stepBytes > FreeMemory.Bytes())
        {
            throw new InputException(
                $"a training step takes {ByteSize.Text(stepBytes)} of memory, and {ByteSize.Text(FreeMemory.Bytes())} is free; "
                + "expected a smaller batch (--batch) or smaller images (--image-size)");
        }
        SnapshotAnalyzer analyzer = new(analysis);
        Measured measured = new()
        {
            Step = Seconds(() => trainer.RunEpoch(null, cancellation)) / Math.Ceiling(steps.Count / (double)training.Batch),
            Forward = Seconds(() => trainer.Evaluate(many)) / many.Count,
            Few = (few.Count, Analysis(few)),
            Many = (many.Count, Analysis(many)),
        };
        long activations = Math.Min(analysis.Memory, training.HiddenWidths().Sum(width => (long)width) * data.Train.Count * sizeof(float));
        double epoch = measured.Epoch(data.Train.Count, training.Batch), snapshot = measured.Snapshot(data.Train.Count, data.Test.Count);
        TimeSpan time = TimeSpan.FromSeconds(epochs * epoch + snapshots * snapshot);
        return new StudyEvent.Forecast(Environment.WorkingSet + ImageBytes() + activations, time, snapshot / epoch);

        double Analysis(LabelledSamples samples)
        {
            TorchActivationSource source = new(trainer.Model, trainer.Layers, samples);
            return Seconds(() => analyzer.Analyze(source, cancellation));
        }
    }

    // The size of torch's copy; the data set itself is in memory already.
    private long ImageBytes()
    {
        return data.Train.Pixels.LongLength + data.Test.Pixels.LongLength;
    }

    // A few images may lack a class, so the labels go through all classes instead.
    private LabelledSamples First(int wanted, TorchSharp.torch.Device device)
    {
        ImageSet train = data.Train;
        int count = Math.Max(Math.Min(wanted, train.Count), data.Classes);
        int[] labels = [.. Enumerable.Range(0, count).Select(k => k % data.Classes)];
        ImageSet first = new(train.Pixels[..(count * train.ImageLength)], labels, train.Height, train.Width, train.Channels);
        return StudyData.Samples(first, data.Classes, kind, device);
    }

    // The fastest of at least three runs, unless they are long: the first ones include start-up and code that is not optimised yet.
    private static double Seconds(Action work)
    {
        Stopwatch all = Stopwatch.StartNew();
        double fastest = double.PositiveInfinity;
        for (int runs = 0; all.Elapsed < Enough || (runs < 3 && all.Elapsed < 10 * Enough); runs++)
        {
            double before = all.Elapsed.TotalSeconds;
            work();
            fastest = Math.Min(fastest, all.Elapsed.TotalSeconds - before);
        }
        return fastest;
    }

    /// <summary>The measured times, in seconds, and the times of an epoch and a snapshot that follow from them.</summary>
    internal sealed record Measured
    {
        /// <summary>A training step.</summary>
        public required double Step { get; init; }

        /// <summary>A sample's forward pass.</summary>
        public required double Forward { get; init; }

        /// <summary>The analysis of a few samples.</summary>
        public required (int Samples, double Seconds) Few { get; init; }

        /// <summary>The analysis of more samples.</summary>
        public required (int Samples, double Seconds) Many { get; init; }

        /// <summary>How long an epoch of training takes.</summary>
        public double Epoch(int train, int batch) => Trainer.StepsIn(train, batch) * Step;

        /// <summary>How long a snapshot takes.</summary>
        public double Snapshot(int train, int test) => Analysis(train) + Forward * test;

        // Graphs, communities and tables take the same time for any number of samples. The rest grows with the samples, by at least the
        // time of a forward pass.
        private double Analysis(int samples)
        {
            int more = Many.Samples - Few.Samples;
            double perSample = more > 0 ? Math.Max((Many.Seconds - Few.Seconds) / more, Forward) : Forward;
            return Many.Seconds + perSample * (samples - Many.Samples);
        }
    }
}
