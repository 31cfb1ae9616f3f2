namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class LearningRateScheduleTests
{
    private const int StepsPerEpoch = 10,
        Epochs = 20;

    public static TheoryData<string> Names => [.. LearningRateSchedule.All.Select(schedule => schedule.Name)];

    /// <summary>Schedule, steps done of 200, and the factor that its formula gives there.</summary>
    public static TheoryData<string, int, double> Values =>
        new()
        {
            { "constant", 0, 1 },
            { "constant", 199, 1 },
            { "cosine", 0, 1 },
            { "cosine", 100, 0.5 },
            { "cosine", 50, 0.5 + (Math.Sqrt(0.5) / 2) },
            { "step(5,0.1)", 49, 1 },
            { "step(5,0.1)", 50, 0.1 },
            { "step(5,0.1)", 199, 0.001 },
            { "exponential(0.9)", 0, 1 },
            { "exponential(0.9)", 10, 0.9 },
            { "exponential(0.9)", 25, 0.76843347142091 },
            { "polynomial(1)", 50, 0.75 },
            { "polynomial(2)", 50, 0.5625 },
            { "one-cycle(0.3,25,10000)", 0, 0.04 },
            { "one-cycle(0.3,25,10000)", 30, 0.52 },
            { "one-cycle(0.3,25,10000)", 60, 1 },
            { "one-cycle(0.3,25,10000)", 130, 0.50005 },
            { "one-cycle(0.4,10,2)", 0, 0.1 },
            { "one-cycle(0.4,10,2)", 40, 0.55 },
            { "one-cycle(0.4,10,2)", 80, 1 },
            { "one-cycle(0.4,10,2)", 140, 0.75 },
            { "warm-up(0.1,constant)", 0, 0.05 },
            { "warm-up(0.1,constant)", 9, 0.5 },
            { "warm-up(0.1,constant)", 19, 1 },
            { "warm-up(0.1,constant)", 150, 1 },
            { "warm-up(0.1,polynomial(1))", 100, 0.5 },
            { "warm-up(0.1,polynomial(1))", 9, 0.5 * 191 / 200 },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public void Equals_its_formula(string name, int done, double expected) =>
        Assert.Equal(expected, At(LearningRateSchedule.Parse(name), done), 1e-6);

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_back_its_name_and_stays_between_0_and_1(string name)
    {
        LearningRateSchedule schedule = LearningRateSchedule.Parse(name);
        Assert.Equal(name, schedule.Name);
        Assert.Equal(schedule, LearningRateSchedule.Parse(name.ToUpperInvariant()));
        for (int done = 0; done < StepsPerEpoch * Epochs; done++)
            Assert.InRange(At(schedule, done), 0, 1);
    }

    [Theory]
    [InlineData("cosine")]
    [InlineData("exponential(0.9)")]
    [InlineData("polynomial(1.5)")]
    [InlineData("one-cycle")]
    public void Changes_without_jumps(string name)
    {
        LearningRateSchedule schedule = LearningRateSchedule.Parse(name);
        for (int done = 1; done < StepsPerEpoch * Epochs; done++)
            Assert.InRange(Math.Abs(At(schedule, done) - At(schedule, done - 1)), 0, 0.03);
    }

    [Fact]
    public void Reduces_the_rate_after_patience_epochs_without_improvement()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Parse("reduce-on-plateau(0.5,2)");
        double[] losses = [1, 0.8, 0.9, 0.79, 0.8, 0.81, 0.78999, 0.8, 0.5, 0.5, 0.5];
        double[] expected = [1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125];
        for (int epochs = 0; epochs <= losses.Length; epochs++)
        {
            EpochResult[] history = [.. losses.Take(epochs).Select((loss, i) => Epoch(i + 1, loss))];
            Assert.Equal(expected[epochs], schedule.Factor(new SchedulePosition(1, StepsPerEpoch, Epochs, 0, history)), 1e-6);
        }
    }

    [Fact]
    public void Asks_for_the_parenthesis_that_is_missing() =>
        Assert.EndsWith(
            "found \"step(1,0.5\". Close it, as in step(10,0.5).",
            Assert.Throws<InvalidInputException>(() => LearningRateSchedule.Parse("step(1,0.5")).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("cosin")]
    [InlineData("cosine(2)")]
    [InlineData("warm-up(0.1,warm)")]
    [InlineData("")]
    public void Rejects_an_unknown_name_and_lists_the_known_ones(string name)
    {
        string message = Assert.Throws<InvalidInputException>(() => LearningRateSchedule.Parse(name)).Message;
        Assert.Contains("one-cycle(0.3,25,10000)", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("step(a)", "found \"a\" for epochs")]
    [InlineData("step(1.5)", "found \"1.5\" for epochs")]
    [InlineData("step(1,0.5,3)", "found \"3\". Write them as in step(10,0.5)")]
    public void Names_the_setting_that_cannot_be_read(string text, string found)
    {
        string message = Assert.Throws<InvalidInputException>(() => LearningRateSchedule.Parse(text)).Message;
        Assert.StartsWith($"the schedule {text}: expected the settings epochs, ratio, in this order", message, StringComparison.Ordinal);
        Assert.Contains(found, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("step(0,2)", "at least 1, not 0", "at most 1, not 2")]
    [InlineData("exponential(0)", "above 0", "not 0")]
    [InlineData("polynomial(-1)", "above 0", "not -1")]
    [InlineData("one-cycle(1,0.5,0)", "below 1, not 1", "not 0.5")]
    [InlineData("reduce-on-plateau(1,0)", "below 1, not 1", "at least 1, not 0")]
    [InlineData("warm-up(0,constant)", "above 0", "not 0")]
    [InlineData("warm-up(1,constant)", "below 1", "not 1")]
    public void Rejects_settings_out_of_range(string name, string first, string second)
    {
        string message = Assert.Throws<InvalidInputException>(() => LearningRateSchedule.Parse(name)).Message;
        Assert.Contains(first, message, StringComparison.Ordinal);
        Assert.Contains(second, message, StringComparison.Ordinal);
    }

    private static float At(LearningRateSchedule schedule, int done) =>
        schedule.Factor(new SchedulePosition(done + 1, StepsPerEpoch, Epochs, done / (double)(StepsPerEpoch * Epochs), []));

    private static EpochResult Epoch(int number, double loss) =>
        new()
        {
            Number = number,
            TrainLoss = loss,
            TrainAccuracy = 0,
            LearningRate = 1,
            GradientNorm = 0,
        };
}
