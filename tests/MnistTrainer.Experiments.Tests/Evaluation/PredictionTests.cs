namespace MnistTrainer.Experiments.Tests;

public sealed class PredictionTests
{
    [Fact]
    public void The_first_of_equal_classes_is_the_best() => Assert.Equal(1, Prediction.BestOf([0.2f, 0.4f, 0.4f]));

    [Theory]
    [InlineData(new[] { 0.1f, 0.7f, 0.2f }, 1, 2)]
    [InlineData(new[] { 0.5f, 0.5f }, 0, 1)]
    [InlineData(new[] { 1f }, 0, 0)]
    public void Knows_the_runner_up(float[] probabilities, int best, int runnerUp)
    {
        var prediction = Prediction.Of("1", probabilities);
        Assert.Equal((best, runnerUp, probabilities[best]), (prediction.Best, prediction.RunnerUp, prediction.Probability));
    }
}
