// Trains a small pre-norm transformer to say which of six letters a sequence has most often, and records its feed-forward features.
// Run it with: dotnet run -c Release --project examples/Transformer -- runs/transformer
using Coterie.Runs;
using Coterie.Torch;
using Coterie.Training;
using TorchSharp;
using static TorchSharp.torch;

const int letters = 6, length = 16, width = 32, steps = 300, every = 50, batch = 64;
string folder = args.Length > 0 ? args[0] : "runs/transformer";
Devices.UseThreads(1);
manual_seed(1);

(Tensor sequences, Tensor labels) = Draw(2000);
(Tensor testSequences, Tensor testLabels) = Draw(1000);
using Transformer model = new(letters, length, width, blocks: 2, heads: 4);
using var optimizer = optim.Adam(model.parameters(), 3e-3);

// The GELU of each block's feed-forward part is recorded by default: blocks.0.feed.gelu and blocks.1.feed.gelu.
using var run = TrainingRecorder.Open(folder, model, sequences, labels, new() { ClassNames = ["a", "b", "c", "d", "e", "f"] });
run.Record(0, Accuracy());
for (int step = 1; step <= steps; step++)
{
    using DisposeScope scope = NewDisposeScope();
    Tensor some = randint(sequences.shape[0], [batch], int64);
    optimizer.zero_grad();
    nn.functional.cross_entropy(model.call(sequences[some]), labels[some]).backward();
    optimizer.step();
    if (step % every != 0) continue;
    Snapshot snapshot = run.Record(step * batch / (double)sequences.shape[0], Accuracy(), step: step);
    Console.WriteLine($"step {step}  accuracy {snapshot.Accuracy.Evaluated:0.000}, test {snapshot.Accuracy.Test:0.000}");
}
Console.WriteLine($"coterie show {folder}");

double Accuracy()
{
    using DisposeScope scope = NewDisposeScope();
    using var gradients = no_grad();
    return model.call(testSequences).argmax(1).eq(testLabels).to(float64).mean().item<double>();
}

static (Tensor Sequences, Tensor Labels) Draw(int count)
{
    Tensor sequences = randint(letters, [count, length], int64);
    return (sequences, nn.functional.one_hot(sequences, letters).sum(1).argmax(1));
}

internal sealed class Transformer : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> embedding, norm, output;
    private readonly TorchSharp.Modules.Parameter positions;
    private readonly TorchSharp.Modules.ModuleList<nn.Module<Tensor, Tensor>> blocks;

    public Transformer(int letters, int length, int width, int blocks, int heads)
        : base(nameof(Transformer))
    {
        embedding = nn.Embedding(letters, width);
        positions = nn.Parameter(randn(length, width) * 0.02);
        this.blocks = nn.ModuleList([.. Enumerable.Range(0, blocks).Select(_ => (nn.Module<Tensor, Tensor>)new Block(width, heads))]);
        norm = nn.LayerNorm(width);
        output = nn.Linear(width, letters);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor x = embedding.call(input) + positions;
        foreach (nn.Module<Tensor, Tensor> block in blocks) x = block.call(x);
        return output.call(norm.call(x).mean([1]));
    }
}

internal sealed class Block : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> norm1, norm2, mixed, project, feed;
    private readonly int heads;

    public Block(int width, int heads)
        : base(nameof(Block))
    {
        this.heads = heads;
        (norm1, norm2) = (nn.LayerNorm(width), nn.LayerNorm(width));
        (mixed, project) = (nn.Linear(width, 3 * width), nn.Linear(width, width));
        feed = nn.Sequential(("in", nn.Linear(width, 2 * width)), ("gelu", nn.GELU()), ("out", nn.Linear(2 * width, width)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor[] parts = mixed.call(norm1.call(input)).unflatten(2, [3, heads, -1]).permute(2, 0, 3, 1, 4).unbind(0);
        Tensor attended = nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]);
        Tensor x = input + project.call(attended.transpose(1, 2).flatten(2));
        return x + feed.call(norm2.call(x));
    }
}
