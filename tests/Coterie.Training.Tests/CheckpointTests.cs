using Coterie.Torch;
using static TorchSharp.torch;

namespace Coterie.Training.Tests;

public class CheckpointTests
{
    private static readonly TrainingSettings Small = new() { Hidden = [16, 8], Batch = 32 };

    [Theory]
    [InlineData("mlp", Optimizer.RmsProp)]
    [InlineData("mlp", Optimizer.RmsProp2021)]
    [InlineData("mlp", Optimizer.Adam)]
    [InlineData("mlp", Optimizer.Sgd)]
    [InlineData("cnn", Optimizer.RmsProp)]
    [InlineData("cnn", Optimizer.Adam)]
    [InlineData("cnn", Optimizer.Sgd)]
    public void Training_goes_on_as_if_it_had_never_stopped(string network, Optimizer optimizer)
    {
        TrainingSettings settings = Small with { Network = network, Optimizer = optimizer };
        using LabelledSamples train = network == "cnn" ? Stripes.Draw(100) : Blobs.Draw(100);
        using Trained whole = new(settings, train);
        EpochResult[] uninterrupted = [.. Enumerable.Range(0, 4).Select(_ => whole.Trainer.RunEpoch())];

        using TemporaryFile file = new();
        using (Trained first = new(settings, train))
        {
            first.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
            first.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
            file.Write(first.Trainer.SaveCheckpoint);
        }
        rand(3).Dispose();
        using Trained second = new(settings, train);
        second.Trainer.RestoreCheckpoint(file.Path);

        Assert.Equal(2, second.Trainer.Epoch);
        Assert.Equal(uninterrupted[2], second.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(uninterrupted[3], second.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(whole.Trainer.Model.Weights(), second.Trainer.Model.Weights());
        Assert.Equal(Checkpoint(whole), Checkpoint(second));
    }

    [Fact]
    public void A_checkpoint_undoes_an_epoch_that_was_cancelled()
    {
        using LabelledSamples train = Blobs.Draw(100);
        using Trained trainer = new(Small, train);
        using TemporaryFile file = new();
        trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        file.Write(trainer.Trainer.SaveCheckpoint);
        using CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => trainer.Trainer.RunEpoch(_ => source.Cancel(), source.Token));
        trainer.Trainer.RestoreCheckpoint(file.Path);
        trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);

        using Trained whole = new(Small, train);
        whole.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        whole.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Checkpoint(whole), Checkpoint(trainer));
    }

    [Fact]
    public void Saved_weights_are_the_network_and_nothing_else()
    {
        using LabelledSamples train = Blobs.Draw(100);
        using Trained trainer = new(Small, train);
        trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        using TemporaryFile file = new();
        file.Write(trainer.Trainer.SaveWeights);

        (Dictionary<string, Tensor> saved, Dictionary<string, string> metadata) = SafeTensors.Read(file.Path);

        Assert.Equal("1", metadata["epoch"]);
        Assert.True(trainer.Trainer.Model.state_dict().Keys.ToHashSet(StringComparer.Ordinal).SetEquals(saved.Keys));
        foreach ((string name, Tensor tensor) in trainer.Trainer.Model.state_dict())
        {
            Assert.Equal(tensor.ToArray<float>(), saved[name].ToArray<float>());
        }
        foreach (Tensor tensor in saved.Values) tensor.Dispose();
    }

    [Fact]
    public void A_checkpoint_with_a_flipped_bit_is_refused_or_restored_as_it_was()
    {
        using LabelledSamples train = Blobs.Draw(100);
        using Trained trainer = new(Small, train);
        trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        using TemporaryFile file = new();
        file.Write(trainer.Trainer.SaveCheckpoint);
        byte[] whole = File.ReadAllBytes(file.Path);
        for (int at = 0; at < whole.Length; at += at < 1000 ? 1 : 61)
        {
            byte[] damaged = (byte[])whole.Clone();
            damaged[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(file.Path, damaged);
            Exception? thrown = Record.Exception(() => trainer.Trainer.RestoreCheckpoint(file.Path));
            // Where the name of the checksum itself is damaged, all else is whole.
            if (thrown is null) Assert.Equal(whole, Checkpoint(trainer));
            else Assert.StartsWith(file.Path, Assert.IsType<InputException>(thrown).Message, StringComparison.Ordinal);
        }
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
        using LabelledSamples train = Blobs.Draw(100);
        using Trained other = new(Small with { Hidden = hidden, Optimizer = optimizer }, train);
        using Trained trainer = new(Small, train);
        other.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        using TemporaryFile file = new();
        file.Write(other.Trainer.SaveCheckpoint);
        byte[] before = Checkpoint(trainer);

        InputException e = Assert.Throws<InputException>(() => trainer.Trainer.RestoreCheckpoint(file.Path));

        Assert.StartsWith($"{file.Path}: {message}", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, Checkpoint(trainer));
    }

    [Fact]
    public void Weights_alone_are_no_checkpoint()
    {
        using LabelledSamples train = Blobs.Draw(100);
        using Trained trainer = new(Small, train);
        using TemporaryFile file = new();
        file.Write(trainer.Trainer.SaveWeights);

        InputException e = Assert.Throws<InputException>(() => trainer.Trainer.RestoreCheckpoint(file.Path));
        Assert.Contains("expected a checkpoint", e.Message, StringComparison.Ordinal);
    }

    private static byte[] Checkpoint(Trained trainer)
    {
        using MemoryStream stream = new();
        trainer.Trainer.SaveCheckpoint(stream);
        return stream.ToArray();
    }
}
