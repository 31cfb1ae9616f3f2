namespace MnistTrainer.Recognition.Images.Tests.Rejecting;

public sealed class LogisticFitTests
{
    /// <summary>
    /// With evidence of 0 or 1, the maximum-likelihood model gives each value its own odds: 3/4 of the digits have a 1 and 1/4 of the
    /// others, so that the odds of a digit are 3 with it and 1/3 without. Both kinds have the same weight, regardless of their numbers.
    /// </summary>
    [Theory]
    [InlineData(4, 4)]
    [InlineData(4, 400)]
    [InlineData(4000, 40)]
    public void Fits_the_odds_of_binary_evidence(int digits, int others)
    {
        RejectionCalibration fit = LogisticFit.Of(Mixed(digits, 0.75), Mixed(others, 0.25));
        Assert.Equal(-Math.Log(3), fit.Bias, 0.005);
        Assert.Equal(2 * Math.Log(3), fit.Shape, 0.01);
        Assert.Equal(
            (0, 0),
            (fit.Agreement, fit.Margin),
            (one, other) => Math.Abs(one.Item1 - other.Item1) < 1e-6 && Math.Abs(one.Item2 - other.Item2) < 1e-6
        );
        Assert.Equal(0.25, fit.Doubt(new ShapeEvidence(1, 0, 0)), 0.002);
        Assert.Equal(0.75, fit.Doubt(new ShapeEvidence(0, 0, 0)), 0.002);
    }

    [Fact]
    public void Fit_is_a_maximum_of_the_likelihood()
    {
        Random random = new(6);
        ShapeEvidence[] digits = Drawn(random, 60, 1),
            others = Drawn(random, 25, -0.5);
        RejectionCalibration fit = LogisticFit.Of(digits, others);
        foreach (double step in (double[])[-0.1, -0.01, 0.01, 0.1])
        {
            foreach (
                RejectionCalibration moved in (RejectionCalibration[])
                    [
                        fit with
                        {
                            Bias = fit.Bias + step,
                        },
                        fit with
                        {
                            Shape = fit.Shape + step,
                        },
                        fit with
                        {
                            Agreement = fit.Agreement + step,
                        },
                        fit with
                        {
                            Margin = fit.Margin + step,
                        },
                    ]
            )
                Assert.True(Loss(moved) > Loss(fit), $"{moved}");
        }

        double Loss(RejectionCalibration calibration) =>
            (-0.5 * digits.Average(evidence => Math.Log(1 - calibration.Doubt(evidence))))
            - (0.5 * others.Average(evidence => Math.Log(calibration.Doubt(evidence))))
            + (
                0.5e-4
                * (
                    (calibration.Bias * calibration.Bias)
                    + (calibration.Shape * calibration.Shape)
                    + (calibration.Agreement * calibration.Agreement)
                    + (calibration.Margin * calibration.Margin)
                )
            );
    }

    [Fact]
    public void Separable_kinds_get_finite_weights()
    {
        RejectionCalibration fit = LogisticFit.Of([new(15, 14, 15), new(12, 9, 14)], [new(-15, -15, -15), new(-3, -4, 2)]);
        Assert.All((double[])[fit.Bias, fit.Shape, fit.Agreement, fit.Margin], weight => Assert.InRange(Math.Abs(weight), 0, 20));
        Assert.InRange(fit.Doubt(new ShapeEvidence(15, 15, 15)), 0, 0.01);
        Assert.InRange(fit.Doubt(new ShapeEvidence(-15, -15, -15)), 0.99, 1);
    }

    /// <summary>x + 2y = 5, 3x - y = 1, the second of which needs a row exchange.</summary>
    [Fact]
    public void Solves_linear_equations()
    {
        Assert.Equal(
            [1.0, 2],
            LinearSystem
                .Solve(
                    new double[,]
                    {
                        { 1, 2, 5 },
                        { 3, -1, 1 },
                    }
                )
                .Select(x => Math.Round(x, 12))
        );
        Assert.Equal(
            [4.0, 3, 2],
            LinearSystem
                .Solve(
                    new double[,]
                    {
                        { 0, 1, 1, 5 },
                        { 2, 0, 0, 8 },
                        { 1, 1, -1, 5 },
                    }
                )
                .Select(x => Math.Round(x, 12))
        );
    }

    private static ShapeEvidence[] Mixed(int count, double share) =>
        [.. Enumerable.Range(0, count).Select(i => new ShapeEvidence(i < share * count ? 1 : 0, 0, 0))];

    private static ShapeEvidence[] Drawn(Random random, int count, double middle) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => new ShapeEvidence(
                    middle + (4 * (random.NextDouble() - 0.5)),
                    (2 * middle) + (8 * (random.NextDouble() - 0.5)),
                    (middle / 2) + (6 * (random.NextDouble() - 0.5))
                )),
        ];
}
