using Coterie.Activations;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Runs.Tables;
using Coterie.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Training.Tests;

public sealed class TrainingRecorderTests : IDisposable
{
    private const int Classes = 3, Features = 12, Count = 90;

    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly int[] labels = [.. Enumerable.Range(0, Count).Select(k => k % Classes)];
    private readonly Tensor inputs;

    public TrainingRecorderTests()
    {
        manual_seed(1);
        inputs = randn(Count, Features);
    }

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_run_folder_grows_while_a_module_trains()
    {
        using var model = Perceptron();
        using (var run = TrainingRecorder.Open(folder["mine"], model, inputs, labels))
        {
            for (int epoch = 1; epoch <= 3; epoch++)
            {
                Train(model);
                Snapshot snapshot = run.Record(epoch, 0.5);
                Assert.Equal(Accuracy(model), snapshot.Accuracy.Evaluated);
                Assert.Equal(epoch, RunReader.Open(folder["mine"]).ReadSnapshots().Count);
            }
            Assert.Equal(RunStatus.Running, RunReader.Open(folder["mine"]).Manifest.Status);
            Assert.Equal(["relu1", "gelu"], run.Layers);
            Assert.Empty(run.Notes);
        }
        RunReader reader = RunReader.Open(folder["mine"]);
        Assert.True(reader.IsComplete);
        Assert.Equal("coterie TorchSharp .NET system", string.Join(" ", reader.Manifest.Environment.Software.Keys));
        Assert.Equal(["0", "1", "2"], reader.Manifest.Data!.Classes);
        Assert.Equal([30, 30, 30], reader.Manifest.Data.TrainByClass!);
        Assert.Equal([1, 2, 3], reader.ReadSnapshots().Select(snapshot => snapshot.Number));
        Assert.Equal(0.5, reader.ReadSnapshots()[2].Accuracy.Test);
        Assert.False(Directory.Exists(folder["mine/weights"]));
    }

    [Theory]
    [InlineData(0, 1, 255, false)]
    [InlineData(0, 255, 1, false)]
    [InlineData(-1, 1, 127.5, true)]
    public void Samples_of_the_shape_of_images_are_kept_as_images(double low, double high, double scale, bool isSaid)
    {
        Tensor images = rand(Count, 1, 4, 3) * (high - low) + low;
        images[0, 0, 0, 0] = low;
        images[0, 0, 0, 1] = high;
        using nn.Module<Tensor, Tensor> model = nn.Sequential(
            ("flat", nn.Flatten()), ("fc", nn.Linear(Features, 8)), ("relu", nn.ReLU()), ("out", nn.Linear(8, Classes)));
        using (var run = TrainingRecorder.Open(folder["images"], model, images, labels))
        {
            run.Record(0);
            Assert.Equal(isSaid, run.Notes.Any(note => note.StartsWith("images: found values from -1 to 1", StringComparison.Ordinal)));
        }
        RunReader reader = RunReader.Open(folder["images"]);
        IReadOnlyList<ImageRow> kept = reader.ReadImages(reader.Manifest.Snapshots[0]);
        Assert.NotEmpty(kept);
        foreach (ImageRow image in kept)
        {
            Assert.Equal((labels[image.Sample], 4, 3, 1), (image.Class, image.Height, image.Width, image.Channels));
            float[] values = images[image.Sample].contiguous().data<float>().ToArray();
            for (int k = 0; k < values.Length; k++) Assert.Equal((values[k] - low) * scale, image.Pixels[k], 0.51);
        }
    }

    [Fact]
    public void Training_ends_with_the_same_weights_as_without_recording()
    {
        float[] recorded = Trained(record: true);
        Assert.Equal(Trained(record: false), recorded);

        float[] Trained(bool record)
        {
            manual_seed(7);
            using Noisy model = new();
            using TrainingRecorder? run = record ? TrainingRecorder.Open(folder["same"], model, inputs, labels) : null;
            for (int epoch = 0; epoch < 3; epoch++)
            {
                run?.Record(epoch);
                model.train();
                Train(model);
            }
            return [.. model.state_dict().Values.SelectMany(tensor => tensor.to(ScalarType.Float32).data<float>().ToArray())];
        }
    }

    [Fact]
    public void The_module_keeps_its_modes_and_no_hook_even_after_a_failure()
    {
        using var model = Perceptron();
        model.train();
        model.named_children().Single(part => part.name == "dropout").module.eval();
        string before = Modes();
        using (var run = TrainingRecorder.Open(folder["modes"], model, inputs, labels))
        {
            Assert.Equal(before, Modes());
            run.Record(0);
            Assert.Equal(before, Modes());
            using (no_grad()) model.parameters().First().fill_(float.NaN);
            Assert.Throws<InputException>(() => run.Record(1));
            Assert.Equal(before, Modes());
            Assert.True(is_grad_enabled());
        }
        long tensors = Tensor.TotalCount;
        model.call(inputs).Dispose();
        Assert.Equal(tensors, Tensor.TotalCount);

        string Modes() => string.Join(' ', model.named_modules().Select(part => $"{part.name}:{part.module.training}"));
    }

    [Fact]
    public void Patterns_name_layers_in_the_order_in_which_they_compute()
    {
        using var model = Perceptron();
        Assert.Equal(["fc1", "relu1", "fc2"], Layers("relu?", "fc2", "fc1"));
        Assert.Equal(["fc1", "fc2", "fc3"], Layers("fc*"));
        InputException refused = Assert.Throws<InputException>(() => Layers("rleu1"));
        Assert.Equal(
            "layers: found no layer 'rleu1' in the model; expected a name or a pattern among fc1, relu1, dropout, fc2, gelu, fc3",
            refused.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder[""]));

        IReadOnlyList<string> Layers(params string[] patterns)
        {
            using var run = TrainingRecorder.Open(folder["layers"], model, inputs, labels, new() { Layers = patterns });
            return run.Layers;
        }
    }

    [Fact]
    public void A_model_without_modules_of_activation_functions_needs_names()
    {
        using var model = nn.Sequential(("fc1", nn.Linear(Features, 8)), ("fc2", nn.Linear(8, Classes)), ("squash", nn.Sigmoid()));
        InputException refused = Assert.Throws<InputException>(() => TrainingRecorder.Open(folder["none"], model, inputs, labels));
        Assert.Contains("no module of an activation function", refused.Message, StringComparison.Ordinal);
        Assert.Contains("fc1, fc2, squash", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_ids_of_any_length_and_a_layer_used_twice_are_recorded_with_notes()
    {
        using Tokens model = new();
        Tensor ids = randint(0, 10, [Count, 5], dtype: ScalarType.Int64);
        using var run = TrainingRecorder.Open(folder["tokens"], model, ids, tensor(labels), new() { ClassNames = ["a", "b", "c"] });
        Snapshot snapshot = run.Record(0.25, step: 10);
        Assert.Equal((0.25, 10L, 8), (snapshot.Epoch, snapshot.Step, snapshot.Layers.Single().Neurons));
        Assert.Equal(
            [
                "relu computes 2 times in a forward pass: its last output is recorded",
                "relu returns samples × 5 × 8, taken as 5 positions of 8 neurons, as in a sequence",
            ],
            RunReader.Open(folder["tokens"]).Manifest.Data!.Warnings);
    }

    [Fact]
    public void A_model_that_keeps_a_tensor_of_its_first_pass_can_train_with_it()
    {
        using Keeping model = new();
        using var run = TrainingRecorder.Open(folder["kept"], model, inputs, labels);
        run.Record(0);
        Train(model);
        run.Record(1);
    }

    [Fact]
    public void The_same_run_goes_on_and_another_is_refused()
    {
        using var model = Perceptron();
        RecordingSettings settings = new() { Training = new { seed = 1 }, KeepsWeights = true };
        using (var run = TrainingRecorder.Open(folder["on"], model, inputs, labels, settings)) run.Record(1);
        using (var run = TrainingRecorder.Open(folder["on"], model, inputs, labels, settings))
        {
            Assert.Equal(RunStatus.Running, RunReader.Open(folder["on"]).Manifest.Status);
            Assert.Equal(1, run.Snapshots.Single().Epoch);
            Assert.Contains("epoch 1 already", Assert.Throws<InputException>(() => run.Record(1)).Message, StringComparison.Ordinal);
            run.Record(2);
        }
        Assert.Equal(2, RunReader.Open(folder["on"]).ReadSnapshots().Count);
        Assert.True(File.Exists(folder["on/weights/0002.safetensors"]));
        using var restored = Perceptron();
        SafeTensors.LoadInto(folder["on/weights/0002.safetensors"], restored);
        Assert.Equal(Accuracy(model), Accuracy(restored));

        using var wide = Perceptron(width: 9);
        Refuses("layers.relu1 8, expected 9; use the same settings to go on, or another folder", wide, inputs, settings);
        Refuses("training.seed 1, expected 2", model, inputs, settings with { Training = new { seed = 2 } });
        Refuses("bins 50, expected 20", model, inputs, settings with { Analysis = new AnalysisSettings { Bins = 20 } });
        Refuses("pooling \"mean\", expected \"max\"", model, inputs, settings with { Pooling = Pooling.Max });
        Refuses("found a run made from other samples or labels, of the same number", model, inputs.add(1), settings);
        Refuses("classes 0, 1, 2, expected a, b, c", model, inputs, settings with { ClassNames = ["a", "b", "c"] });
    }

    [Fact]
    public void Samples_that_do_not_fit_are_refused_and_nothing_is_written()
    {
        using var model = Perceptron();
        Refuses("inputs: found Byte, expected Float32", model, inputs.to(ScalarType.Byte));
        Refuses("inputs: found shape of one number, expected samples first", model, tensor(1f));
        Refuses("labels: found Int32 of shape 90, expected a whole number for each of 45 samples", model, inputs[..45]);
        Refuses("labels: found 2, expected 0 to 1, the named classes", model, inputs, new() { ClassNames = ["a", "b"] });
        Refuses("labels: found no sample of class 3", model, inputs, new() { ClassNames = ["a", "b", "c", "d"] });
        using var narrow = nn.Sequential(("fc", nn.Linear(Features, 2)), ("relu", nn.ReLU()), ("last", nn.Linear(2, 2)));
        Refuses("expected logits, 1×3", narrow, inputs);
        Assert.Empty(Directory.GetFileSystemEntries(folder[""]));
    }

    [Fact]
    public void What_no_run_can_hold_is_a_mistake_of_the_caller_and_a_run_without_snapshots_is_removed()
    {
        using var model = Perceptron();
        using (var run = TrainingRecorder.Open(folder["empty"], model, inputs, labels))
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => run.Record(-1));
            Assert.Throws<ArgumentOutOfRangeException>(() => run.Record(double.NaN));
            Assert.Throws<ArgumentOutOfRangeException>(() => run.Record(1, testAccuracy: 93.5));
            Assert.Throws<ArgumentOutOfRangeException>(() => run.Record(1, runningAccuracy: double.NaN));
        }
        Assert.Empty(Directory.GetFileSystemEntries(folder[""]));
    }

    private void Refuses(string expected, nn.Module<Tensor, Tensor> model, Tensor samples, RecordingSettings? settings = null)
    {
        string name = settings?.Training is null ? "bad" : "on";
        InputException refused =
            Assert.Throws<InputException>(() => TrainingRecorder.Open(folder[name], model, samples, labels, settings));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    private void Train(nn.Module<Tensor, Tensor> model)
    {
        using DisposeScope step = NewDisposeScope();
        using var optimizer = optim.SGD(model.parameters(), 0.1);
        nn.functional.cross_entropy(model.call(inputs), tensor(labels, ScalarType.Int64)).backward();
        optimizer.step();
        optimizer.zero_grad();
    }

    private double Accuracy(nn.Module<Tensor, Tensor> model)
    {
        model.eval();
        double share = model.call(inputs).argmax(1).eq(tensor(labels, ScalarType.Int64)).sum().item<long>() / (double)Count;
        model.train();
        return share;
    }

    private static TorchSharp.Modules.Sequential Perceptron(int width = 8)
    {
        return nn.Sequential(
            ("fc1", nn.Linear(Features, width)),
            ("relu1", nn.ReLU()),
            ("dropout", nn.Dropout(0.5)),
            ("fc2", nn.Linear(width, 6)),
            ("gelu", nn.GELU()),
            ("fc3", nn.Linear(6, Classes)));
    }

    /// <summary>Batch normalisation, dropout, and noise in evaluation too.</summary>
    private sealed class Noisy : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> body = nn.Sequential(
            ("fc1", nn.Linear(Features, 8)),
            ("norm", nn.BatchNorm1d(8)),
            ("relu", nn.ReLU()),
            ("dropout", nn.Dropout(0.5)),
            ("fc2", nn.Linear(8, Classes)));

        public Noisy()
            : base(nameof(Noisy))
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            return body.call(input + randn_like(input).mul(0.1));
        }
    }

    private sealed class Tokens : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> embedding = nn.Embedding(10, 8);
        private readonly nn.Module<Tensor, Tensor> dense = nn.Linear(8, 8);
        private readonly nn.Module<Tensor, Tensor> relu = nn.ReLU();
        private readonly nn.Module<Tensor, Tensor> head = nn.Linear(8, Classes);

        public Tokens()
            : base(nameof(Tokens))
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            Tensor x = relu.call(embedding.call(input));
            return head.call(relu.call(dense.call(x)).mean([1]));
        }
    }

    private sealed class Keeping : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> fc1 = nn.Linear(Features, 8);
        private readonly nn.Module<Tensor, Tensor> relu = nn.ReLU();
        private readonly nn.Module<Tensor, Tensor> fc2 = nn.Linear(8, Classes);
        private Tensor? scale;

        public Keeping()
            : base(nameof(Keeping))
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            scale ??= full([Features], 0.5f).DetachFromDisposeScope();
            return fc2.call(relu.call(fc1.call(input * scale)));
        }
    }
}
