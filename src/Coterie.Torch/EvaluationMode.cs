using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>Holds a module in evaluation mode and torch in inference mode, and puts each part back as it was.</summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly IDisposable inference = inference_mode();
    private readonly (nn.Module Module, bool Training)[] modes;

    public EvaluationMode(nn.Module module)
    {
        // Parents before their parts, as setting a parent's mode sets that of its parts.
        modes = [(module, module.training), .. module.named_modules().Select(named => (named.module, named.module.training))];
        module.eval();
    }

    public void Dispose()
    {
        foreach ((nn.Module module, bool training) in modes) module.train(training);
        inference.Dispose();
    }
}
