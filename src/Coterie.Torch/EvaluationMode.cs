using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>Puts a module in evaluation mode and torch in inference mode; disposal gives every part its own mode back.</summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly IDisposable inference = inference_mode();
    private readonly (nn.Module Module, bool Training)[] modes;

    public EvaluationMode(nn.Module module)
    {
        // Parents come before their parts, because setting a parent's mode sets the mode of its parts.
        modes = [(module, module.training), .. module.named_modules().Select(named => (named.module, named.module.training))];
        module.eval();
    }

    public void Dispose()
    {
        foreach ((nn.Module module, bool training) in modes) module.train(training);
        inference.Dispose();
    }
}
