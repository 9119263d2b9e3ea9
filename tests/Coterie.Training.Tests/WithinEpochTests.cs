using Coterie.Activations;
using Coterie.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Training.Tests;

public class WithinEpochTests
{
    private static readonly TrainingSettings Small = new() { Hidden = [16, 8], Batch = 32 };

    [Theory]
    [InlineData("mlp", Optimizer.RmsProp)]
    [InlineData("mlp", Optimizer.Adam)]
    [InlineData("cnn", Optimizer.RmsProp)]
    public void Looking_at_the_model_within_an_epoch_changes_nothing(string network, Optimizer optimizer)
    {
        TrainingSettings settings = Small with { Network = network, Optimizer = optimizer };
        using LabelledSamples train = network == "cnn" ? Stripes.Draw(150) : Blobs.Draw(150);
        using Trained whole = new(settings, train);
        EpochResult[] uninterrupted = [.. Enumerable.Range(0, 2).Select(_ => whole.Trainer.RunEpoch())];

        using Trained looked = new(settings, train);
        List<EpochResult> results = [];
        foreach (long step in (long[])[1, 2, 4, 5, 7, 10])
        {
            if (looked.Trainer.RunUntil(step, cancellation: TestContext.Current.CancellationToken) is { } result) results.Add(result);
            Assert.Equal(step, looked.Trainer.Step);
            looked.Trainer.Evaluate(train);
            looked.Trainer.Activations().Replay(new Recording(), TestContext.Current.CancellationToken);
            using TemporaryFile file = new();
            file.Write(looked.Trainer.SaveWeights);
            Assert.Equal($"{step}", SafeTensorsMetadata(file.Path)["step"]);
            rand(17).Dispose();
        }

        Assert.Equal(uninterrupted, results);
        Assert.Equal(whole.Trainer.Model.Weights(), looked.Trainer.Model.Weights());
    }

    [Fact]
    public void A_step_beyond_the_epoch_stops_at_its_end()
    {
        using LabelledSamples train = Blobs.Draw(100);
        using Trained trainer = new(Small, train);
        Assert.Equal(4, trainer.Trainer.StepsPerEpoch);

        Assert.NotNull(trainer.Trainer.RunUntil(6, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal((1, 4L), (trainer.Trainer.Epoch, trainer.Trainer.Step));
        Assert.Null(trainer.Trainer.RunUntil(6, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal((1, 6L), (trainer.Trainer.Epoch, trainer.Trainer.Step));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Trainer.RunUntil(6));
        Assert.Throws<InvalidOperationException>(() => trainer.Trainer.SaveCheckpoint(Stream.Null));
        trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((2, 8L), (trainer.Trainer.Epoch, trainer.Trainer.Step));
    }

    [Fact]
    public void A_checkpoint_undoes_the_steps_within_an_epoch()
    {
        using LabelledSamples train = Blobs.Draw(100);
        using Trained whole = new(Small, train);
        using Trained trainer = new(Small, train);
        using TemporaryFile file = new();
        whole.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        file.Write(trainer.Trainer.SaveCheckpoint);

        trainer.Trainer.RunUntil(6, cancellation: TestContext.Current.CancellationToken);
        trainer.Trainer.RestoreCheckpoint(file.Path);

        Assert.Equal(4, trainer.Trainer.Step);
        Assert.Equal(
            whole.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken),
            trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(whole.Trainer.Model.Weights(), trainer.Trainer.Model.Weights());
    }

    [Fact]
    public void Accuracy_by_class_is_a_plain_count()
    {
        using LabelledSamples train = Blobs.Draw(3000);
        using Trained trainer = new(Small with { LearningRate = 0 }, train);
        CorrectAnswers answers = trainer.Trainer.Evaluate(train);
        TorchActivationSource source = trainer.Trainer.Activations();
        source.Replay(new Recording(), TestContext.Current.CancellationToken);

        using DisposeScope scope = NewDisposeScope();
        trainer.Trainer.Model.eval();
        long[] found = trainer.Trainer.Model.call(train.Slice(0, train.Count).Inputs).argmax(1).ToArray<long>();
        int[] right = new int[Blobs.Classes], all = new int[Blobs.Classes];
        for (int d = 0; d < found.Length; d++)
        {
            all[train.Labels[d]]++;
            if (found[d] == train.Labels[d]) right[train.Labels[d]]++;
        }
        double?[] expected = [.. right.Zip(all, (r, a) => (double?)(r / (double)a))];
        Assert.Equal(expected, answers.ByClass);
        Assert.Equal(expected, source.ClassAccuracy);
        Assert.Equal(right.Sum() / 3000.0, answers.Share);
        Assert.Equal(answers.Share, source.Accuracy);
    }

    [Fact]
    public void A_class_without_samples_has_no_accuracy()
    {
        using LabelledSamples train = Blobs.Draw(100);
        using LabelledSamples two = new(new byte[2 * Blobs.Features], [Blobs.Features], [0, 2], Blobs.Classes, CPU);
        using Trained trainer = new(Small, train);

        IReadOnlyList<double?> found = trainer.Trainer.Evaluate(two).ByClass;

        Assert.NotNull(found[0]);
        Assert.Null(found[1]);
        Assert.NotNull(found[2]);
    }

    private static Dictionary<string, string> SafeTensorsMetadata(string path)
    {
        (Dictionary<string, Tensor> saved, Dictionary<string, string> metadata) = SafeTensors.Read(path);
        foreach (Tensor tensor in saved.Values) tensor.Dispose();
        return metadata;
    }
}
