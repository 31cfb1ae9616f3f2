using MnistTrainer.Cli.Output;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.Output;

public sealed class TrainingEndNameTests
{
    /// <summary>Programs compare with these texts, so they stay as they are.</summary>
    [Theory]
    [InlineData(TrainingEnd.Completed, "completed")]
    [InlineData(TrainingEnd.StoppedEarly, "stopped-early")]
    [InlineData(TrainingEnd.Canceled, "cancelled")]
    [InlineData(TrainingEnd.Diverged, "diverged")]
    public void Keeps_the_texts_that_programs_read(TrainingEnd end, string text) => Assert.Equal(text, TrainingEndName.Of(end));
}
