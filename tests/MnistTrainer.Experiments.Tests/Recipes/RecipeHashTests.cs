using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MnistTrainer.Experiments.Tests;

/// <summary>
/// The recipes train the same weights, bit for bit, as the presets of the command did before this library existed: the hashes are those of
/// <c>mnist synthesize --count 600 --seed 5</c> and <c>mnist train --preset RECIPE --epochs 2 --seed 3</c> of November 2026.
/// </summary>
public sealed class RecipeHashTests
{
    [Theory]
    [InlineData("book", 1, "0481a204614331dc0c4b0ca703600e7cc92c81933bc0e93d6fad2070f4d474c3")]
    [InlineData("book", 0, "0481a204614331dc0c4b0ca703600e7cc92c81933bc0e93d6fad2070f4d474c3")]
    [InlineData("fast", 1, "d16fa2061e9aa0a7e65e926d32adf2470dd292d8dd5074832c7b0675d72dc70f")]
    [InlineData("fast", 2, "d16fa2061e9aa0a7e65e926d32adf2470dd292d8dd5074832c7b0675d72dc70f")]
    [InlineData("accurate", 1, "2686866f2f7037ff30716018c984354d10aea3a758dc8d548ceaff18c7a4c615")]
    [InlineData("accurate", 2, "2686866f2f7037ff30716018c984354d10aea3a758dc8d548ceaff18c7a4c615")]
    public void Trains_the_same_weights_as_ever(string name, int threads, string hash)
    {
        Recipe recipe = Recipe.All.Single(one => one.Name == name);
        recipe = recipe with { Training = recipe.Training with { Epochs = 2, Seed = 3, Threads = threads } };
        TrainedModel model = recipe.Train(SyntheticData.Digits, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(model.Network.Parameters))));
    }
}
