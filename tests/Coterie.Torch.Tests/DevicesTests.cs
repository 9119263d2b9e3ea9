using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

public class DevicesTests
{
    [Fact]
    public void The_processor_is_always_there()
    {
        Assert.Equal(TorchSharp.DeviceType.CPU, Devices.Find("cpu").type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:1:2")]
    [InlineData("cuda:99999999999")]
    [InlineData("cpu:7")]
    [InlineData("meta")]
    [InlineData("cuda:99")]
    public void A_device_that_is_not_here_is_named_in_one_line(string name)
    {
        InputException e = Assert.Throws<InputException>(() => Devices.Find(name));
        Assert.StartsWith($"device '{name}' is ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void A_graphics_processor_is_found_exactly_where_torch_has_one()
    {
        Exception? refused = Record.Exception(() => Devices.Find("cuda"));
        Assert.Equal(cuda.is_available(), refused is null);
        if (refused is not null) Assert.IsType<InputException>(refused);
    }

    [Fact]
    public void The_threads_are_those_asked_for()
    {
        int before = get_num_threads();
        Devices.UseThreads(1);
        Assert.Equal(1, get_num_threads());
        Devices.UseThreads(before);
        Assert.Throws<ArgumentOutOfRangeException>(() => Devices.UseThreads(0));
    }
}
