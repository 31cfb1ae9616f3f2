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
    [InlineData("book", 1, "78d792f7149beb94216d12fbeb858b62d26f7f1449d54f30a1b1a610936d2dc9")]
    [InlineData("book", 0, "78d792f7149beb94216d12fbeb858b62d26f7f1449d54f30a1b1a610936d2dc9")]
    [InlineData("fast", 1, "97db37d43d33e4a60a8ba2ef546e8ec2967a042c4861829f1b4caf810873922b")]
    [InlineData("fast", 2, "97db37d43d33e4a60a8ba2ef546e8ec2967a042c4861829f1b4caf810873922b")]
    [InlineData("accurate", 1, "4222d3819eea65d96e8ddd3fa0fbde751aa84a176800bbe0f363e89e00d49292")]
    [InlineData("accurate", 2, "4222d3819eea65d96e8ddd3fa0fbde751aa84a176800bbe0f363e89e00d49292")]
    public void Trains_the_same_weights_as_ever(string name, int threads, string hash)
    {
        Recipe recipe = Recipe.All.Single(one => one.Name == name);
        recipe = recipe with { Training = recipe.Training with { Epochs = 2, Seed = 3, Threads = threads } };
        TrainedModel model = recipe.Train(SyntheticData.Digits, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(model.Network.Parameters))));
    }
}
