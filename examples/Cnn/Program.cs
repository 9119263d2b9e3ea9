// Trains a small convolutional network on generated images of glyphs, and records how its channels form communities.
// Run it with: dotnet run -c Release --project examples/Cnn -- runs/cnn
using Coterie.Data;
using Coterie.Runs;
using Coterie.Torch;
using Coterie.Training;
using TorchSharp;
using static TorchSharp.torch;

const int epochs = 3, batch = 50;
string folder = args.Length > 0 ? args[0] : "runs/cnn";
Devices.UseThreads(1);
manual_seed(1);

DataSet glyphs = Glyphs.Generate(seed: 1, train: 2000, test: 500);
(Tensor images, Tensor labels) = Tensors(glyphs.Train);
(Tensor testImages, Tensor testLabels) = Tensors(glyphs.Test);

using var model = nn.Sequential(
    ("conv1", nn.Conv2d(1, 16, 3, padding: 1)),
    ("norm1", nn.BatchNorm2d(16)),
    ("relu1", nn.ReLU()),
    ("pool1", nn.MaxPool2d(2)),
    ("conv2", nn.Conv2d(16, 32, 3, padding: 1)),
    ("norm2", nn.BatchNorm2d(32)),
    ("relu2", nn.ReLU()),
    ("pool2", nn.MaxPool2d(2)),
    ("flatten", nn.Flatten()),
    ("dense", nn.Linear(32 * 7 * 7, 64)),
    ("relu3", nn.ReLU()),
    ("output", nn.Linear(64, glyphs.Classes)));
using var optimizer = optim.Adam(model.parameters(), 1e-3);

// Without names of layers, the activation functions are recorded: relu1, relu2 and relu3. A neuron of a convolution is a channel.
using var run = TrainingRecorder.Open(folder, model, images, labels, new() { ClassNames = glyphs.ClassNames });
Report(run.Record(0, Accuracy()));
for (int epoch = 1; epoch <= epochs; epoch++)
{
    Train();
    Report(run.Record(epoch, Accuracy()));
}
Console.WriteLine($"coterie show {folder}");

void Train()
{
    using Tensor order = randperm(images.shape[0]);
    for (int start = 0; start < images.shape[0]; start += batch)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor some = order[start..(start + batch)];
        optimizer.zero_grad();
        nn.functional.cross_entropy(model.call(images[some]), labels[some]).backward();
        optimizer.step();
    }
}

double Accuracy()
{
    using DisposeScope scope = NewDisposeScope();
    using var gradients = no_grad();
    model.eval();
    Tensor right = model.call(testImages).argmax(1).eq(testLabels);
    model.train();
    return right.sum().item<long>() / (double)right.shape[0];
}

static void Report(Snapshot snapshot)
{
    string layers = string.Join("  ", snapshot.Layers.Select(
        layer => $"{layer.Name} {snapshot.OfLayer(layer.Name, "modularity", "weightedOverlap"):0.000}"));
    Console.WriteLine($"epoch {snapshot.Epoch}  test accuracy {snapshot.Accuracy.Test:0.000}  Q {layers}");
}

static (Tensor Images, Tensor Labels) Tensors(ImageSet set)
{
    Tensor pixels = tensor(set.Pixels, [set.Count, set.Channels, set.Height, set.Width]);
    return (pixels.to(float32) / 255, tensor(set.Labels, int64));
}
