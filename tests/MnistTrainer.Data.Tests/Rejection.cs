using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Asserts that input is rejected with a message that contains these words.</summary>
internal static class Rejection
{
    public static void Of(Action load, params string[] words)
    {
        string message = Assert.Throws<InvalidInputException>(load).Message;
        foreach (string word in words)
            Assert.Contains(word, message, StringComparison.Ordinal);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }
}
