using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Experiments.Tests;

public sealed class ModelCalibrationTests
{
    private static readonly CalibrationImages Images = new() { Count = 3000 };
    private static readonly Network Shipped = ModelFile.Load(TestNetworks.ShippedPath);
    private static readonly Lazy<ModelCalibration> OfShipped = new(() =>
        ModelCalibration.Of(Shipped, Images, cancellation: TestContext.Current.CancellationToken)
    );

    /// <summary>Net inputs that are three times as large need three times the temperature, and then give the same probabilities.</summary>
    [Fact]
    public void Undoes_overconfidence()
    {
        Network overconfident = TemperatureScaling.Apply(Shipped, 1 / 3.0);
        var calibration = ModelCalibration.Of(overconfident, Images, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(3 * OfShipped.Value.Temperature, calibration.Temperature, 0.01);
        Assert.Equal(OfShipped.Value.ErrorAfter, calibration.ErrorAfter, 1e-3);
        Assert.True(calibration.ErrorAfter < calibration.ErrorBefore);
        Assert.Equal(overconfident.Definition.ClassNames, calibration.Network.Definition.ClassNames);
    }

    /// <summary>A sixth of the net inputs leaves all classes about equally likely.</summary>
    [Fact]
    public void Undoes_doubt()
    {
        Network doubtful = TemperatureScaling.Apply(Shipped, 6);
        var calibration = ModelCalibration.Of(doubtful, Images, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(OfShipped.Value.Temperature / 6, calibration.Temperature, 0.01);
        Assert.Equal(OfShipped.Value.ErrorAfter, calibration.ErrorAfter, 1e-3);
        Assert.True(calibration.ErrorAfter < calibration.ErrorBefore / 5);
    }

    /// <summary>Strangers' handwriting is read with more errors than synthetic digits that are written as people write.</summary>
    [Fact]
    public void The_digits_of_the_temperature_are_harder_than_test_digits_and_easier_than_training_digits()
    {
        double of = Accuracy(Images.DrawDigits(TestContext.Current.CancellationToken));
        Assert.InRange(of, Accuracy(Synthetic(DataSplit.Train)) + 0.01, Accuracy(Synthetic(DataSplit.Test)) - 0.002);
    }

    [Fact]
    public void Changes_no_classification()
    {
        Samples<byte> digits = Images.DrawDigits(TestContext.Current.CancellationToken);
        int[] before = Classify(Shipped, digits),
            after = Classify(OfShipped.Value.Network, digits);
        Assert.Equal(before, after);
    }

    [Fact]
    public void A_calibrated_network_needs_no_further_temperature()
    {
        var again = ModelCalibration.Of(OfShipped.Value.Network, Images, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(1, again.Temperature, 0.01);

        // The metadata has the product of all temperatures.
        double known = TemperatureOf(Shipped) ?? 1;
        Assert.Equal(known * OfShipped.Value.Temperature, TemperatureOf(OfShipped.Value.Network)!.Value, 0.01);
        Assert.Equal(known * OfShipped.Value.Temperature * again.Temperature, TemperatureOf(again.Network)!.Value, 0.01);
    }

    [Fact]
    public void The_rejection_is_stored_with_the_network_and_hardly_rejects_digits()
    {
        ModelCalibration calibration = OfShipped.Value;
        Assert.Equal(calibration.Rejections, RejectionCalibration.Of(calibration.Network.Definition));
        Assert.Equal(ShapeSynthesizer.Families, calibration.Rejected.Select(one => one.Family));
        Assert.Equal(
            ShapeSynthesizer.HeldOutFamilies,
            calibration.Rejected.Where(one => one.IsHeldOut).Select(one => one.Family).ToHashSet()
        );
        Assert.InRange(calibration.Rejected[0].Share, 0, 0.02);
        Assert.InRange(calibration.Rejected.Where(one => one.IsHeldOut).Average(one => one.Share), 0.5, 1);
    }

    [Fact]
    public void Rejects_networks_that_do_not_read_digits()
    {
        Network letters = Network.Create(
            NetworkDefinition.Dense(Shape.Image(28, 28), [], ["a", "b"], Activation.ReLU, Activation.Softmax),
            seed: 1
        );
        Assert.Throws<InvalidInputException>(() =>
            ModelCalibration.Of(letters, Images, cancellation: TestContext.Current.CancellationToken)
        );
    }

    private static Samples<byte> Synthetic(DataSplit split) => DigitSynthesizer.Synthesize(Images.Count, Images.Seed, split);

    private static double Accuracy(Samples<byte> digits) =>
        Classify(Shipped, digits).Zip(digits.Labels.ToArray(), (answer, label) => answer == label ? 1.0 : 0).Average();

    private static int[] Classify(Network network, Samples<byte> samples) =>
        [.. PredictionSet.Of(network, samples).Predictions.Select(one => one.Best)];

    private static double? TemperatureOf(Network network) =>
        network.Definition.Metadata.TryGetValue(ModelCalibration.TemperatureKey, out string? text)
            ? double.Parse(text, CultureInfo.InvariantCulture)
            : null;
}
