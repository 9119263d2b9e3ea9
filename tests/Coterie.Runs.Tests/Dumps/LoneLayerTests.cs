using Coterie.Runs.Dumps;

namespace Coterie.Runs.Tests.Dumps;

public class LoneLayerTests
{
    [Theory]
    [InlineData("fc1", "fc1-epoch-01.npy", "fc1-epoch-02.npy")]
    [InlineData("fc1", "fc1_e9.npy", "fc1_e10.npy")]
    [InlineData("mlp2-fc1", "run/mlp2-fc1-07.npy", "run/mlp2-fc1-12.npy")]
    [InlineData("hidden", "epoch=1.hidden.npy", "epoch=2.hidden.npy")]
    [InlineData("conv2", "01/conv2.npy", "02/conv2.npy")]
    [InlineData("fc1", "fc1-epoch-03.npy")]
    [InlineData("fc1", "fc1.npy")]
    [InlineData("layer", "epoch-01.npy", "epoch-02.npy")]
    [InlineData("layer", "1.npy", "2.npy")]
    [InlineData("layer", "before.npy", "after.npy")]
    [InlineData("layer", "labels-1.npy", "labels-2.npy")]
    public void The_name_is_what_the_files_share(string expected, params string[] files)
    {
        Assert.Equal(expected, LoneLayer.NameFor(files));
    }
}
