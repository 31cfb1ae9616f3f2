using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Asserts that input is rejected with a message that contains these words.</summary>
internal static class Rejection
{
    public static InvalidInputException Of(Action load, params string[] words)
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(load);
        foreach (string word in words)
            Assert.Contains(word, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        return error;
    }
}
