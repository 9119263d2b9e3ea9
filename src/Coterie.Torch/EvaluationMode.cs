using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Puts a module in evaluation mode and has torch record no gradients; disposal gives every part its own mode back, and torch's generator
/// on the processor its state.
/// </summary>
internal sealed class EvaluationMode : IDisposable
{
    // Not inference mode: a module may keep a tensor that it makes in its first forward pass, such as a mask, and train with it later.
    private readonly IDisposable gradients = no_grad();
    private readonly Tensor generator = get_rng_state().DetachFromDisposeScope();
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
        set_rng_state(generator);
        generator.Dispose();
        gradients.Dispose();
    }
}
