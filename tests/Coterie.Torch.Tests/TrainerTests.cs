using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

public class TrainerTests
{
    private static readonly TrainingSettings Small = new() { Hidden = [16, 8], Batch = 32 };

    [Theory]
    [InlineData(Optimizer.RmsProp, 0.001, Precision.Float32)]
    [InlineData(Optimizer.Adam, 0.001, Precision.Float32)]
    [InlineData(Optimizer.Sgd, 0.1, Precision.Float32)]
    [InlineData(Optimizer.RmsProp, 0.001, Precision.Bf16)]
    public void A_separable_problem_is_learnt(Optimizer optimizer, double learningRate, Precision precision)
    {
        Assert.SkipUnless(precision == Precision.Float32 || Bfloat16.IsHere, "this processor has no products in bfloat16");
        using LabelledImages train = Blobs.Draw(1000), test = Blobs.Draw(200, seed: 2);
        using Trainer trainer = new(Small with { Optimizer = optimizer, LearningRate = learningRate, Precision = precision }, train, Blobs.Classes);

        EpochResult first = trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        EpochResult last = first;
        while (trainer.Epoch < 12) last = trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);

        Assert.True(last.Loss < first.Loss, $"{first} {last}");
        Assert.InRange(last.Accuracy, 0.9, 1);
        Assert.InRange(trainer.Accuracy(test), 0.98, 1);
    }

    [Fact]
    public void The_seed_decides_weights_order_and_dropout()
    {
        Assert.Equal(Trained(seed: 1), Trained(seed: 1));
        Assert.NotEqual(Initial(seed: 1), Initial(seed: 2));
        Assert.NotEqual(Initial(seed: 1), Initial(seed: -1));
        Assert.NotEqual(Trained(seed: 1), Trained(seed: 2));
    }

    [Fact]
    public void What_else_draws_from_the_generator_does_not_matter()
    {
        using LabelledImages train = Blobs.Draw(100);
        using Trainer trainer = new(Small, train, Blobs.Classes);
        trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        rand(17).Dispose();
        trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(Trained(seed: 1, epochs: 2), trainer.Model.Weights());
    }

    [Theory]
    [InlineData(96)]
    [InlineData(100)]
    [InlineData(20)]
    public void Loss_and_accuracy_are_means_over_samples_whatever_the_last_batch(int count)
    {
        // With a learning rate of nothing and no dropout, the epoch's batches see one fixed network.
        TrainingSettings still = Small with { LearningRate = 0, Dropout = 0 };
        using LabelledImages train = Blobs.Draw(count);
        using Trainer trainer = new(still, train, Blobs.Classes);

        EpochResult result = trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);

        using DisposeScope scope = NewDisposeScope();
        (Tensor images, Tensor classes) = train.Slice(0, count);
        Tensor logits = trainer.Model.call(images);
        Assert.Equal(nn.functional.cross_entropy(logits, classes).item<float>(), result.Loss, 1e-5);
        Assert.Equal(logits.argmax(1).eq(classes).sum().item<long>() / (double)count, result.Accuracy);
        Assert.Equal(result.Accuracy, trainer.Accuracy(train));
    }

    [Fact]
    public void The_running_figures_are_those_of_a_loop_by_hand()
    {
        TrainingSettings settings = Small with { Dropout = 0, Optimizer = Optimizer.Sgd, LearningRate = 0.05, Batch = 100 };
        using LabelledImages train = Blobs.Draw(100);
        using Trainer trainer = new(settings, train, Blobs.Classes);
        using Trainer twin = new(settings, train, Blobs.Classes);
        using DisposeScope scope = NewDisposeScope();
        (Tensor images, Tensor classes) = train.Slice(0, train.Count);
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            EpochResult result = trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);

            // One batch of all samples, so that their order matters to rounding alone.
            twin.Model.train();
            Tensor logits = twin.Model.call(images);
            Tensor loss = nn.functional.cross_entropy(logits, classes);
            Assert.Equal(loss.item<float>(), result.Loss, 1e-5);
            Assert.Equal(logits.argmax(1).eq(classes).sum().item<long>() / 100.0, result.Accuracy);
            loss.backward();
            using IDisposable guard = no_grad();
            foreach (var parameter in twin.Model.parameters())
            {
                parameter.sub_(parameter.grad! * settings.LearningRate);
                parameter.grad!.zero_();
            }
        }
    }

    [Fact]
    public void Progress_goes_up_to_the_whole_epoch()
    {
        using LabelledImages train = Blobs.Draw(1000);
        using Trainer trainer = new(Small with { Batch = 8 }, train, Blobs.Classes);
        List<EpochProgress> told = [];

        EpochResult result = trainer.RunEpoch(told.Add, TestContext.Current.CancellationToken);

        Assert.InRange(told.Count, 20, 100);
        Assert.Equal(told.Select(progress => progress.Fraction).Order(), told.Select(progress => progress.Fraction));
        Assert.All(told, progress => Assert.Equal(1, progress.Epoch));
        Assert.All(told, progress => Assert.InRange(progress.Accuracy, 0, 1));
        Assert.Equal(new EpochProgress(1, 1, result.Accuracy), told[^1]);
    }

    [Fact]
    public void Cancelling_stops_between_two_batches_and_the_epoch_does_not_count()
    {
        using LabelledImages train = Blobs.Draw(1000);
        using Trainer trainer = new(Small, train, Blobs.Classes);
        using CancellationTokenSource source = new();
        int told = 0;

        Assert.Throws<OperationCanceledException>(() => trainer.RunEpoch(
            _ =>
            {
                if (++told == 3) source.Cancel();
            },
            source.Token));

        Assert.Equal(3, told);
        Assert.Equal(0, trainer.Epoch);
    }

    [Fact]
    public void Measuring_accuracy_leaves_the_mode_alone()
    {
        using LabelledImages train = Blobs.Draw(10);
        using Trainer trainer = new(Small, train, Blobs.Classes);
        trainer.Model.train();

        trainer.Accuracy(train);

        Assert.All(trainer.Model.named_modules(), part => Assert.True(part.module.training));
    }

    [Fact]
    public void No_tensor_lives_longer_than_its_epoch()
    {
        using LabelledImages train = Blobs.Draw(300);
        using Trainer trainer = new(Small, train, Blobs.Classes);
        long Epoch()
        {
            trainer.RunEpoch(_ => { }, TestContext.Current.CancellationToken);
            trainer.Accuracy(train);
            trainer.Activations(Blobs.Classes).Replay(new Recording(), TestContext.Current.CancellationToken);
            using TemporaryFile file = new();
            file.Write(trainer.SaveCheckpoint);
            trainer.RestoreCheckpoint(file.Path);
            return Tensor.TotalCount;
        }

        long first = Epoch();
        long[] later = [Epoch(), Epoch(), Epoch()];

        // No collection may be what holds the count down.
        Assert.All(later, count => Assert.Equal(first, count));
    }

    [Fact]
    public void Disposing_frees_every_tensor_of_training()
    {
        // TorchSharp's count never loses the tensor that a Parameter is made from, so an untrained network is the measure.
        Assert.Equal(LeftBehind(epochs: 0), LeftBehind(epochs: 2));
    }

    private static long LeftBehind(int epochs)
    {
        long before = Tensor.TotalCount;
        Trained(seed: 1, epochs);
        return Tensor.TotalCount - before;
    }

    private static float[] Initial(int seed)
    {
        return Trained(seed, epochs: 0);
    }

    private static float[] Trained(int seed, int epochs = 1)
    {
        using LabelledImages train = Blobs.Draw(100);
        using Trainer trainer = new(Small with { Seed = seed }, train, Blobs.Classes);
        while (trainer.Epoch < epochs) trainer.RunEpoch();
        return trainer.Model.Weights();
    }
}
