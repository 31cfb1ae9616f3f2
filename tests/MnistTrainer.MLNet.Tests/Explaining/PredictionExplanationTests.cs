using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet.Tests;

/// <summary>What features contribute to the predictions of models trained in ML.NET.</summary>
public sealed class PredictionExplanationTests
{
    private readonly MLContext _context = new(1);

    /// <summary>Of a linear model, the contribution of a feature is its weight times its distance from the mean.</summary>
    [Fact]
    public void Contributions_of_a_linear_model_are_exact()
    {
        House[] houses = House.Generate(60, 1);
        IDataView data = _context.Data.LoadFromEnumerable(
            houses.Select(house => new House
            {
                Features = [.. house.Features.Select(value => value / 100_000)],
                Price = house.Price / 100_000,
            })
        );
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetwork(
                new NeuralNetworkTrainer.Options
                {
                    LabelColumnName = "Price",
                    HiddenUnits = [],
                    NormalizeFeatures = false,
                    NumberOfIterations = 3,
                }
            )
            .Fit(data);
        float[][] rows = [.. data.GetColumn<float[]>("Features")];
        float[] weights = model.Model.Parameters[..4].ToArray();
        PredictionExplanation explanation = Explain(model, _context.Data.TakeRows(data, 1), data).Single();
        Assert.Equal(["Features[0]", "Features[1]", "Features[2]", "Features[3]"], explanation.Features.Select(feature => feature.Name));
        Assert.Equal(rows[0], explanation.Features.Select(feature => feature.Value));
        Assert.Equal(
            Enumerable.Range(0, 4).Select(i => weights[i] * (rows[0][i] - rows.Average(row => (double)row[i]))),
            explanation.Features.Select(feature => feature.Contribution),
            (x, y) => Math.Abs(x - y) < 1e-6
        );
        Assert.Equal(model.Transform(data).GetColumn<float>("Score").First(), explanation.Value, 1e-5);
    }

    /// <summary>They add up to the difference of the predicted class's probability from that of the mean, and the feature that marks the class contributes most.</summary>
    [Fact]
    public void The_feature_that_marks_the_class_contributes_most()
    {
        string[] names = ["a", "b", "c"];
        IDataView read = _context.Data.LoadFromEnumerable(ToyProblems.Blobs(300, names)),
            data = _context.Transforms.Conversion.MapValueToKey("Label").Fit(read).Transform(read);
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork().Fit(data);
        float[][] scores = [.. model.Transform(data).GetColumn<float[]>("Score")];
        PredictionExplanation[] all = [.. Explain(model, _context.Data.TakeRows(data, 3), data)];
        Assert.Equal([0, 1, 2], all.Select(explanation => explanation.Output));
        for (int row = 0; row < 3; row++)
        {
            ImmutableArray<FeatureContribution> features = all[row].Features;
            Assert.Equal(scores[row][row], all[row].Value, 1e-5);
            Assert.Equal(
                all[row].Value - all[row].Baseline,
                features.Sum(feature => feature.Contribution),
                1e-3 * features.Sum(feature => Math.Abs(feature.Contribution))
            );
            Assert.Equal($"Features[{row}]", features.MaxBy(feature => feature.Contribution)!.Name);
        }

        // What speaks for one class speaks against another.
        Assert.True(Explain(model, _context.Data.TakeRows(data, 1), data, output: 1).Single().Features[0].Contribution < 0);
    }

    [Fact]
    public void Categories_follow_the_features_with_their_names()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Sale.Generate(200, 1));
        NeuralNetworkTransformer model = _context
            .BinaryClassification.Trainers.NeuralNetwork(
                new NeuralNetworkTrainer.Options
                {
                    LabelColumnName = "IsDear",
                    CategoricalColumnNames = ["City", "Kinds"],
                    NumberOfIterations = 3,
                    NumberOfMembers = 2,
                }
            )
            .Fit(data);
        PredictionExplanation explanation = Explain(model, _context.Data.TakeRows(data, 1), data).Single();
        Assert.Equal(["Features[0]", "Features[1]", "City", "Kinds[0]", "Kinds[1]"], explanation.Features.Select(feature => feature.Name));
        Assert.Equal(data.GetColumn<uint>("City").First(), explanation.Features[2].Value);
        Assert.Equal(model.Transform(data).GetColumn<float>("Probability").First(), explanation.Value, 1e-5);
    }

    [Fact]
    public void Rejects_what_cannot_be_explained()
    {
        House[] houses = House.Generate(50, 1);
        IDataView data = _context.Data.LoadFromEnumerable(House.Generate(50, 1));
        NeuralNetworkTrainer.Options options = new()
        {
            LabelColumnName = "Price",
            NumberOfIterations = 1,
            NormalizeFeatures = false,
        };
        NeuralNetworkTransformer model = _context.Regression.Trainers.NeuralNetwork(options).Fit(data);
        Assert.Throws<ArgumentOutOfRangeException>(() => Explain(model, data, data, output: 1));
        Assert.StartsWith(
            "background: expected at least one row, found none",
            Assert
                .Throws<InvalidInputException>(() => Explain(model, data, _context.Data.FilterRowsByColumn(data, "Price", 1, 2)).First())
                .Message,
            StringComparison.Ordinal
        );
        houses[3].Features[2] = float.NaN;
        Assert.StartsWith(
            "rows, row 4: expected a number for every feature, found NaN",
            Assert.Throws<InvalidInputException>(() => Explain(model, _context.Data.LoadFromEnumerable(houses), data).Count()).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Several_numbers_have_no_most_probable_one()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Sale.Generate(60, 1));
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetworkMultiOutput(
                new NeuralNetworkTrainer.Options { LabelColumnName = "Prices", NumberOfIterations = 1 }
            )
            .Fit(data);
        Assert.Contains(
            "Expected the index of one of the 2 outputs",
            Assert.Throws<ArgumentOutOfRangeException>(() => Explain(model, data, data)).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(60, Explain(model, data, data, output: 1).Count());
    }

    private static IEnumerable<PredictionExplanation> Explain(
        NeuralNetworkTransformer model,
        IDataView rows,
        IDataView background,
        int? output = null
    ) => model.Explain(rows, background, output, TestContext.Current.CancellationToken);
}
