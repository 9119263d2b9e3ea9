namespace Coterie.Training.Tests;

public class TrainingSettingsTests
{
    public static TheoryData<TrainingSettings, string> Wrong => new()
    {
        { new() { Network = "rnn" }, "network: found 'rnn', expected mlp or cnn" },
        { new() { Hidden = [] }, "hidden layers: found , expected at least one width" },
        { new() { Hidden = [512, 0] }, "hidden layers: found 512,0, expected" },
        { new() { Hidden = [2_000_000] }, "hidden layers: found 2000000, expected" },
        { new() { Dropout = 1 }, "dropout: found 1, expected a number from 0 to below 1" },
        { new() { Dropout = double.NaN }, "dropout: found NaN" },
        { new() { Optimizer = (Optimizer)9 }, "optimizer: found 9, expected RmsProp or Adam or Sgd or RmsProp2021" },
        { new() { LearningRate = -0.1 }, "learning rate: found -0.1" },
        { new() { LearningRate = double.PositiveInfinity }, "learning rate: found Infinity" },
        { new() { Batch = 0 }, "batch: found 0, expected at least 1 sample" },
        { new() { Device = "gpu" }, "device 'gpu'" },
    };

    [Fact]
    public void The_defaults_are_valid_and_the_hidden_widths_the_networks_own()
    {
        new TrainingSettings().Validate();
        Assert.Equal([512, 512], new TrainingSettings().HiddenWidths());
        Assert.Equal([128], new TrainingSettings { Network = "cnn" }.HiddenWidths());
        Assert.Equal([7], new TrainingSettings { Hidden = [7] }.HiddenWidths());
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_setting_out_of_range_is_told_in_one_line(TrainingSettings settings, string message)
    {
        InputException e = Assert.Throws<InputException>(settings.Validate);
        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }
}
