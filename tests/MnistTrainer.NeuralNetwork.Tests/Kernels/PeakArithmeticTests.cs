using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class PeakArithmeticTests
{
    /// <summary>
    /// Each lane iterates v = 0.999 v + 0.001, which converges to 1 from any start, so the timed operations are really executed.
    /// </summary>
    [Fact]
    public void Every_chain_converges()
    {
        double lanes = PeakArithmetic.OperationsPerRound / 2;
        Assert.Equal(1, PeakArithmetic.Run(20_000) / lanes, 1e-3);
        Assert.InRange(PeakArithmetic.Run(1) / lanes, 0.4, 0.6);
    }
}
