using Coterie.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Training.Tests;

public class TrainerTests
{
    private static readonly TrainingSettings Small = new() { Hidden = [16, 8], Batch = 32 };

    [Theory]
    [InlineData(Optimizer.RmsProp, 0.001)]
    [InlineData(Optimizer.RmsProp2021, 0.001)]
    [InlineData(Optimizer.Adam, 0.001)]
    [InlineData(Optimizer.Sgd, 0.1)]
    public void A_separable_problem_is_learnt(Optimizer optimizer, double learningRate)
    {
        using LabelledSamples train = Blobs.Draw(1000), test = Blobs.Draw(200, seed: 2);
        using Trained trainer = new(Small with { Optimizer = optimizer, LearningRate = learningRate }, train);

        EpochResult first = trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        EpochResult last = first;
        while (trainer.Trainer.Epoch < 12) last = trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);

        Assert.True(last.Loss < first.Loss, $"{first} {last}");
        Assert.InRange(last.Accuracy, 0.9, 1);
        Assert.InRange(trainer.Trainer.Evaluate(test).Share, 0.98, 1);
    }

    [Fact]
    public void Nothing_is_learnt_from_fresh_labels()
    {
        using LabelledSamples train = Blobs.Draw(1000);
        using Trained trainer = new(Small with { FreshLabels = true }, train);
        EpochResult last = default;
        while (trainer.Trainer.Epoch < 12) last = trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);

        // A third, of three classes, give or take five standard deviations; the same labels in each epoch would be learnt by heart.
        Assert.InRange(last.Accuracy, 0.26, 0.41);
    }

    [Fact]
    public void Fresh_labels_follow_from_the_epoch_alone()
    {
        using LabelledSamples train = Blobs.Draw(100);
        TrainingSettings fresh = Small with { FreshLabels = true };
        using Trained whole = new(fresh, train), stopped = new(fresh, train), resumed = new(fresh, train);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        whole.Trainer.RunEpoch(cancellation: cancellation);
        whole.Trainer.RunEpoch(cancellation: cancellation);
        using TemporaryFile file = new();
        stopped.Trainer.RunEpoch(cancellation: cancellation);
        file.Write(stopped.Trainer.SaveCheckpoint);
        resumed.Trainer.RestoreCheckpoint(file.Path);
        resumed.Trainer.RunUntil(resumed.Trainer.Step + 1, cancellation: cancellation);
        resumed.Trainer.RunEpoch(cancellation: cancellation);

        Assert.Equal(whole.Trainer.Model.Weights(), resumed.Trainer.Model.Weights());
        Assert.NotEqual(After(seed: 1, epochs: 2), whole.Trainer.Model.Weights());
    }

    [Fact]
    public void The_seed_decides_weights_order_and_dropout()
    {
        Assert.Equal(After(seed: 1), After(seed: 1));
        Assert.NotEqual(Initial(seed: 1), Initial(seed: 2));
        Assert.NotEqual(Initial(seed: 1), Initial(seed: -1));
        Assert.NotEqual(After(seed: 1), After(seed: 2));
    }

    [Fact]
    public void Other_draws_from_the_generator_do_not_matter()
    {
        using LabelledSamples train = Blobs.Draw(100);
        using Trained trainer = new(Small, train);
        trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        rand(17).Dispose();
        trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(After(seed: 1, epochs: 2), trainer.Trainer.Model.Weights());
    }

    [Theory]
    [InlineData(96)]
    [InlineData(100)]
    [InlineData(20)]
    public void Loss_and_accuracy_are_means_over_samples_whatever_the_last_batch(int count)
    {
        // Without a learning rate and dropout all batches of the epoch see the same network.
        TrainingSettings still = Small with { LearningRate = 0, Dropout = 0 };
        using LabelledSamples train = Blobs.Draw(count);
        using Trained trainer = new(still, train);

        EpochResult result = trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);

        using DisposeScope scope = NewDisposeScope();
        (Tensor inputs, Tensor labels) = train.Slice(0, count);
        Tensor logits = trainer.Trainer.Model.call(inputs);
        Assert.Equal(nn.functional.cross_entropy(logits, labels).item<float>(), result.Loss, 1e-5);
        Assert.Equal(logits.argmax(1).eq(labels).sum().item<long>() / (double)count, result.Accuracy);
        Assert.Equal(result.Accuracy, trainer.Trainer.Evaluate(train).Share);
    }

    [Fact]
    public void The_running_figures_are_those_of_a_loop_by_hand()
    {
        TrainingSettings settings = Small with { Dropout = 0, Optimizer = Optimizer.Sgd, LearningRate = 0.05, Batch = 100 };
        using LabelledSamples train = Blobs.Draw(100);
        using Trained trainer = new(settings, train);
        using Trained twin = new(settings, train);
        using DisposeScope scope = NewDisposeScope();
        (Tensor inputs, Tensor labels) = train.Slice(0, train.Count);
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            EpochResult result = trainer.Trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);

            // One batch has all samples, so their order only matters to rounding.
            twin.Trainer.Model.train();
            Tensor logits = twin.Trainer.Model.call(inputs);
            Tensor loss = nn.functional.cross_entropy(logits, labels);
            Assert.Equal(loss.item<float>(), result.Loss, 1e-5);
            Assert.Equal(logits.argmax(1).eq(labels).sum().item<long>() / 100.0, result.Accuracy);
            loss.backward();
            using IDisposable guard = no_grad();
            foreach (var parameter in twin.Trainer.Model.parameters())
            {
                parameter.sub_(parameter.grad! * settings.LearningRate);
                parameter.grad!.zero_();
            }
        }
    }

    [Fact]
    public void Progress_goes_up_to_the_whole_epoch()
    {
        using LabelledSamples train = Blobs.Draw(1000);
        using Trained trainer = new(Small with { Batch = 8 }, train);
        List<EpochProgress> told = [];

        EpochResult result = trainer.Trainer.RunEpoch(told.Add, TestContext.Current.CancellationToken);

        Assert.InRange(told.Count, 20, 100);
        Assert.Equal(told.Select(progress => progress.Fraction).Order(), told.Select(progress => progress.Fraction));
        Assert.All(told, progress => Assert.Equal(1, progress.Epoch));
        Assert.All(told, progress => Assert.InRange(progress.Accuracy, 0, 1));
        Assert.Equal(new EpochProgress(1, 1, result.Accuracy), told[^1]);
    }

    [Fact]
    public void Cancelling_stops_between_two_batches_and_the_epoch_does_not_count()
    {
        using LabelledSamples train = Blobs.Draw(1000);
        using Trained trainer = new(Small, train);
        using CancellationTokenSource source = new();
        int told = 0;

        Assert.Throws<OperationCanceledException>(() => trainer.Trainer.RunEpoch(
            _ =>
            {
                if (++told == 3) source.Cancel();
            },
            source.Token));

        Assert.Equal(3, told);
        Assert.Equal(0, trainer.Trainer.Epoch);
    }

    [Fact]
    public void Measuring_accuracy_leaves_the_mode_alone()
    {
        using LabelledSamples train = Blobs.Draw(10);
        using Trained trainer = new(Small, train);
        trainer.Trainer.Model.train();

        trainer.Trainer.Evaluate(train);

        Assert.All(trainer.Trainer.Model.named_modules(), part => Assert.True(part.module.training));
    }

    [Fact]
    public void No_tensor_lives_longer_than_its_epoch()
    {
        using LabelledSamples train = Blobs.Draw(300);
        using Trained trainer = new(Small, train);
        long Epoch()
        {
            trainer.Trainer.RunEpoch(_ => { }, TestContext.Current.CancellationToken);
            trainer.Trainer.Evaluate(train);
            trainer.Trainer.Activations().Replay(new Recording(), TestContext.Current.CancellationToken);
            using TemporaryFile file = new();
            file.Write(trainer.Trainer.SaveCheckpoint);
            trainer.Trainer.RestoreCheckpoint(file.Path);
            return Tensor.TotalCount;
        }

        long first = Epoch();
        long[] later = [Epoch(), Epoch(), Epoch()];

        // The counts are equal without a garbage collection.
        Assert.All(later, count => Assert.Equal(first, count));
    }

    [Fact]
    public void Disposing_frees_every_tensor_of_training()
    {
        // TorchSharp's count never loses the tensor that a Parameter is made from, so the count is compared with an untrained network's.
        Assert.Equal(LeftBehind(epochs: 0), LeftBehind(epochs: 2));
    }

    private static long LeftBehind(int epochs)
    {
        long before = Tensor.TotalCount;
        After(seed: 1, epochs);
        return Tensor.TotalCount - before;
    }

    private static float[] Initial(int seed)
    {
        return After(seed, epochs: 0);
    }

    private static float[] After(int seed, int epochs = 1)
    {
        using LabelledSamples train = Blobs.Draw(100);
        using Trained trainer = new(Small with { Seed = seed }, train);
        while (trainer.Trainer.Epoch < epochs) trainer.Trainer.RunEpoch();
        return trainer.Trainer.Model.Weights();
    }
}
