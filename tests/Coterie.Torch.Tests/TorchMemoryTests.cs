using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

public class TorchMemoryTests
{
    [Fact]
    public void A_tensor_that_no_machine_can_hold_is_a_lack_of_memory()
    {
        bool recognised = false;
        try
        {
            empty(1L << 46, ScalarType.Byte).Dispose();
        }
        catch (ExternalException e) when (TorchMemory.RanOut(e, CPU))
        {
            recognised = true;
        }
        Assert.True(recognised);
        Assert.True(TorchMemory.RanOut(new InsufficientMemoryException(), CPU));
    }

    [Fact]
    public void Another_error_of_torch_is_none()
    {
        ExternalException wrongShape = Assert.Throws<ExternalException>(() => ones(2, 3).mm(ones(2, 3)));

        Assert.False(TorchMemory.RanOut(wrongShape, CPU));
        Assert.False(TorchMemory.RanOut(new InvalidOperationException("tried to allocate 70368744177664 bytes"), CPU));
    }

    [Theory]
    [InlineData("tried to allocate 4096 bytes", false)]
    [InlineData("Tried to allocate 2.00 MiB. GPU 0 has", false)]
    [InlineData("Tried to allocate 70368744177664.00 GiB", true)]
    [InlineData("you tried to allocate 99999999999999999999999 bytes", true)]
    public void The_text_counts_only_if_as_much_is_refused_again(string text, bool expected)
    {
        Assert.Equal(expected, TorchMemory.RanOut(new NativeError(text), CPU));
    }

    private sealed class NativeError(string text) : ExternalException(text);
}
