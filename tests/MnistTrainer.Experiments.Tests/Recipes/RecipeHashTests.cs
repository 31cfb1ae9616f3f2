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
    [InlineData("book", 1, "a42a71204b8bd3d5dc988031e2c303b6da4c4c11d3da49182a8eba37f2dec638")]
    [InlineData("book", 0, "a42a71204b8bd3d5dc988031e2c303b6da4c4c11d3da49182a8eba37f2dec638")]
    [InlineData("fast", 1, "a2bce9b7a8fd22c923605beb7fb71b01925d7f00bab7723253c49a71eb0d47a9")]
    [InlineData("fast", 2, "a2bce9b7a8fd22c923605beb7fb71b01925d7f00bab7723253c49a71eb0d47a9")]
    [InlineData("accurate", 1, "ec45ea4c981a09298041d51918447c1963caa7eaa1a9284e239858ff534e267c")]
    [InlineData("accurate", 2, "ec45ea4c981a09298041d51918447c1963caa7eaa1a9284e239858ff534e267c")]
    public void Trains_the_same_weights_as_ever(string name, int threads, string hash)
    {
        Recipe recipe = Recipe.All.Single(one => one.Name == name);
        recipe = recipe with { Training = recipe.Training with { Epochs = 2, Seed = 3, Threads = threads } };
        TrainedModel model = recipe.Train(SyntheticData.Digits, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(model.Network.Parameters))));
    }
}
