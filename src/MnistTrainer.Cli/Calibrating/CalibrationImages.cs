using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Calibrating;

/// <summary>What a model is calibrated on: digits and other shapes that are drawn.</summary>
/// <param name="Count">Digits and shapes, each.</param>
/// <param name="Seed">The same seed draws the same.</param>
/// <param name="Written">Digits that hands have written, of which every other digit among the shapes is taken; null where all are drawn.</param>
internal sealed record CalibrationImages(int Count, int Seed, Samples<byte>? Written)
{
    /// <summary>Digits, to measure probabilities on.</summary>
    public Samples<byte> Digits() => DigitSynthesizer.Synthesize(Count, Seed, DataSplit.Test);

    /// <summary>Shapes, to measure rejections on.</summary>
    public Samples<byte> Shapes() => ShapeSynthesizer.Synthesize(Count, Seed, DataSplit.Train, Written);

    /// <summary>Shapes that nothing was measured on, to see what is rejected of them.</summary>
    public Samples<byte> OtherShapes() => ShapeSynthesizer.Synthesize(Count, Seed, DataSplit.Test, Written);
}
