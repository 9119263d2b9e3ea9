using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

public class CheckpointTests
{
    private static readonly TrainingSettings Small = new() { Hidden = [16, 8], Batch = 32 };

    [Theory]
    [InlineData(Optimizer.RmsProp, Precision.Float32)]
    [InlineData(Optimizer.Adam, Precision.Float32)]
    [InlineData(Optimizer.Sgd, Precision.Float32)]
    [InlineData(Optimizer.RmsProp, Precision.Bf16)]
    public void Training_goes_on_as_if_it_had_never_stopped(Optimizer optimizer, Precision precision)
    {
        Assert.SkipUnless(precision == Precision.Float32 || Bfloat16.IsHere, "this processor has no products in bfloat16");
        TrainingSettings settings = Small with { Optimizer = optimizer, Precision = precision };
        using LabelledImages train = Blobs.Draw(100);
        using Trainer whole = new(settings, train, Blobs.Classes);
        EpochResult[] uninterrupted = [.. Enumerable.Range(0, 4).Select(_ => whole.RunEpoch())];

        using TemporaryFile file = new();
        using (Trainer first = new(settings, train, Blobs.Classes))
        {
            first.RunEpoch(cancellation: TestContext.Current.CancellationToken);
            first.RunEpoch(cancellation: TestContext.Current.CancellationToken);
            file.Write(first.SaveCheckpoint);
        }
        rand(3).Dispose();
        using Trainer second = new(settings, train, Blobs.Classes);
        second.RestoreCheckpoint(file.Path);

        Assert.Equal(2, second.Epoch);
        Assert.Equal(uninterrupted[2], second.RunEpoch(cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(uninterrupted[3], second.RunEpoch(cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(whole.Model.Weights(), second.Model.Weights());
        Assert.Equal(Checkpoint(whole), Checkpoint(second));
    }

    [Fact]
    public void A_checkpoint_undoes_an_epoch_that_was_cancelled()
    {
        using LabelledImages train = Blobs.Draw(100);
        using Trainer trainer = new(Small, train, Blobs.Classes);
        using TemporaryFile file = new();
        trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        file.Write(trainer.SaveCheckpoint);
        using CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => trainer.RunEpoch(_ => source.Cancel(), source.Token));
        trainer.RestoreCheckpoint(file.Path);
        trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);

        using Trainer whole = new(Small, train, Blobs.Classes);
        whole.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        whole.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Checkpoint(whole), Checkpoint(trainer));
    }

    [Fact]
    public void Saved_weights_are_the_network_and_nothing_else()
    {
        using LabelledImages train = Blobs.Draw(100);
        using Trainer trainer = new(Small, train, Blobs.Classes);
        trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        using TemporaryFile file = new();
        file.Write(trainer.SaveWeights);

        (Dictionary<string, Tensor> saved, Dictionary<string, string> metadata) = SafeTensors.Read(file.Path);

        Assert.Equal("1", metadata["epoch"]);
        Assert.True(trainer.Model.state_dict().Keys.ToHashSet(StringComparer.Ordinal).SetEquals(saved.Keys));
        foreach ((string name, Tensor tensor) in trainer.Model.state_dict()) Assert.Equal(tensor.ToArray<float>(), saved[name].ToArray<float>());
        foreach (Tensor tensor in saved.Values) tensor.Dispose();
    }

    public static TheoryData<string, int[], Optimizer> Others => new()
    {
        { "tensor 'layer1.weight' is 17×12, expected 16×12", [17, 8], Optimizer.RmsProp },
        { "found no tensor 'layer2.weight'", [16], Optimizer.RmsProp },
        { "holds a tensor 'layer3.weight'", [16, 8, 8], Optimizer.RmsProp },
        { "found no tensor 'optimizer.0.square_avg'", [16, 8], Optimizer.Sgd },
        { "found no tensor 'optimizer.0.square_avg'", [16, 8], Optimizer.Adam },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void A_checkpoint_of_another_training_is_refused_and_changes_nothing(string message, int[] hidden, Optimizer optimizer)
    {
        using LabelledImages train = Blobs.Draw(100);
        using Trainer other = new(Small with { Hidden = hidden, Optimizer = optimizer }, train, Blobs.Classes);
        using Trainer trainer = new(Small, train, Blobs.Classes);
        other.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        using TemporaryFile file = new();
        file.Write(other.SaveCheckpoint);
        byte[] before = Checkpoint(trainer);

        InputException e = Assert.Throws<InputException>(() => trainer.RestoreCheckpoint(file.Path));

        Assert.StartsWith($"{file.Path}: {message}", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, Checkpoint(trainer));
    }

    [Fact]
    public void Weights_alone_are_no_checkpoint()
    {
        using LabelledImages train = Blobs.Draw(100);
        using Trainer trainer = new(Small, train, Blobs.Classes);
        using TemporaryFile file = new();
        file.Write(trainer.SaveWeights);

        InputException e = Assert.Throws<InputException>(() => trainer.RestoreCheckpoint(file.Path));
        Assert.Contains("expected a checkpoint", e.Message, StringComparison.Ordinal);
    }

    private static byte[] Checkpoint(Trainer trainer)
    {
        using MemoryStream stream = new();
        trainer.SaveCheckpoint(stream);
        return stream.ToArray();
    }
}
