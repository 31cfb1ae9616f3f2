using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class PeakArithmeticTests
{
    /// <summary>Each lane follows v = 0.999 v + 0.001, whose limit is 1 wherever it begins: what is timed is really computed.</summary>
    [Fact]
    public void Every_chain_converges_to_its_limit()
    {
        double lanes = PeakArithmetic.OperationsPerRound / 2;
        Assert.Equal(1, PeakArithmetic.Run(20_000) / lanes, 1e-3);
        Assert.InRange(PeakArithmetic.Run(1) / lanes, 0.4, 0.6);
    }
}
