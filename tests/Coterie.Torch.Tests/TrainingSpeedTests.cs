using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

/// <summary>The trainer against a bare TorchSharp loop of the same steps, in turns in one process.</summary>
public class TrainingSpeedTests
{
    private const int Features = 784;
    private const int Classes = 10;
    private const int Samples = 128 * 20;
    private const int Batch = 128;
    private const int Rounds = 7;

    [Fact]
    public void An_epoch_takes_at_most_1_05_times_a_bare_loop()
    {
        (byte[] pixels, int[] labels) = Noise();
        using LabelledImages train = new(pixels, labels, CPU);
        using Trainer trainer = new(new TrainingSettings { Batch = Batch }, train, Classes);
        using BareLoop bare = new(pixels, labels);

        double ratio = OnOneThread(() => MedianRatio(() => trainer.RunEpoch(), bare.RunEpoch));

        Assert.True(ratio <= 1.05, $"{ratio:F2} times");
    }

    [Fact]
    public void In_bfloat16_an_epoch_takes_at_most_0_7_times_as_long_as_in_float32()
    {
        Assert.SkipUnless(Bfloat16.IsHere, "this processor has no products in bfloat16");
        double products = OnOneThread(() => ProductTime.OfBf16(threads: 1));
        Assert.SkipUnless(products < 0.6, $"this processor's products in bfloat16 take {products:F2} times as long as in float32");
        (byte[] pixels, int[] labels) = Noise();
        using LabelledImages train = new(pixels, labels, CPU);
        using Trainer whole = new(new TrainingSettings { Batch = Batch }, train, Classes);
        using Trainer halved = new(new TrainingSettings { Batch = Batch, Precision = Precision.Bf16 }, train, Classes);

        double ratio = OnOneThread(() => MedianRatio(() => halved.RunEpoch(), () => whole.RunEpoch()));

        Assert.True(ratio <= 0.7, $"{ratio:F2} times");
    }

    private static (byte[] Pixels, int[] Labels) Noise()
    {
        byte[] pixels = new byte[Samples * Features];
        new Random(1).NextBytes(pixels);
        return (pixels, [.. Enumerable.Range(0, Samples).Select(k => k % Classes)]);
    }

    private static double MedianRatio(Action ours, Action theirs)
    {
        ours();
        theirs();
        double[] ratios = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            double first = Seconds(ours), second = Seconds(theirs);
            ratios[round] = first / second;
        }
        Array.Sort(ratios);
        TestContext.Current.TestOutputHelper?.WriteLine($"ratios {string.Join(' ', ratios.Select(ratio => $"{ratio:F2}"))}");
        return ratios[Rounds / 2];
    }

    // Threads that wait for one another at every operation suffer out of proportion from whatever else the machine does.
    private static double OnOneThread(Func<double> measure)
    {
        int threads = get_num_threads();
        Devices.UseThreads(1);
        try
        {
            return measure();
        }
        finally
        {
            Devices.UseThreads(threads);
        }
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>What one would write by hand: whole float32 data, nothing counted but the steps.</summary>
    private sealed class BareLoop : IDisposable
    {
        private readonly Sequential network = nn.Sequential(
            nn.Linear(Features, 512), nn.ReLU(), nn.Dropout(0.2), nn.Linear(512, 512), nn.ReLU(), nn.Dropout(0.2), nn.Linear(512, Classes));
        private readonly RMSProp optimizer;
        private readonly Tensor images;
        private readonly Tensor classes;

        public BareLoop(byte[] pixels, int[] labels)
        {
            optimizer = optim.RMSProp(network.parameters(), 0.001, alpha: 0.9, eps: 1e-7);
            using DisposeScope scope = NewDisposeScope();
            images = (tensor(pixels, [Samples, Features]).to(ScalarType.Float32) / 255).DetachFromDisposeScope();
            classes = tensor(labels, dtype: ScalarType.Int64).DetachFromDisposeScope();
        }

        public void RunEpoch()
        {
            using DisposeScope epoch = NewDisposeScope();
            Tensor order = randperm(Samples);
            network.train();
            for (int start = 0; start < Samples; start += Batch)
            {
                using DisposeScope step = NewDisposeScope();
                Tensor indices = order.narrow(0, start, Batch);
                optimizer.zero_grad();
                nn.functional.cross_entropy(network.call(images.index_select(0, indices)), classes.index_select(0, indices)).backward();
                optimizer.step();
            }
        }

        public void Dispose()
        {
            optimizer.Dispose();
            network.Dispose();
            images.Dispose();
            classes.Dispose();
        }
    }
}
