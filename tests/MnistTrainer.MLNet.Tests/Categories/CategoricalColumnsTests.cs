using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Columns that cannot be categories are rejected, all at once and by their names, before anything is read.</summary>
public sealed class CategoricalColumnsTests
{
    private static readonly NeuralNetworkTrainer.Options Options = new()
    {
        LabelColumnName = "Price",
        NumberOfIterations = 1,
        HiddenUnits = [3],
    };

    private readonly MLContext _context = new(1);

    [Fact]
    public void Lists_every_option_that_is_invalid()
    {
        string message = Assert
            .Throws<InvalidInputException>(() =>
                Fit(
                    Options with
                    {
                        CategoricalColumnNames = ["City", "", "City", "Price", "Features", "Group"],
                        ExampleWeightColumnName = "Group",
                        Scaling = InputScaling.Unit,
                        InputShape = Shape.Vector(2),
                        Layers = [new CategoryEmbedding(), new Dense(1, Activation.Identity)],
                        NumberOfMembers = 0,
                    }
                )
            )
            .Message;
        foreach (
            string part in (string[])
                [
                    "must not contain an empty name",
                    "must contain 'City' once, not 2 times",
                    "must not contain 'Price', which is the label column",
                    "must not contain 'Features', which is the feature column",
                    "must not contain 'Group', which is the weight column",
                    "Scaling must be null with CategoricalColumnNames",
                    "InputShape must be null with CategoricalColumnNames",
                    "Layers must not begin with category-embedding",
                    "NumberOfMembers must be from 1",
                ]
        )
            Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_every_column_that_is_missing_or_no_key()
    {
        NeuralNetworkTrainer.Options options = Options with { CategoricalColumnNames = ["City", "Town", "IsDear", "Prices"] };
        // A chain checks the schema before it fits anything.
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => Fit(options)).Message,
            early =
                Assert
                    .Throws<ArgumentOutOfRangeException>(() =>
                        _context
                            .Transforms.CopyColumns("Same", "City")
                            .Append(_context.Regression.Trainers.NeuralNetwork(options))
                            .Fit(Data)
                    )
                    .Message;
        foreach (string one in (string[])[message, early])
        {
            Assert.Contains("Could not find categorical column 'Town'.", one, StringComparison.Ordinal);
            Assert.Contains(
                "categorical column 'IsDear': expected Key<UInt32> or a known-size vector of it, got Boolean",
                one,
                StringComparison.Ordinal
            );
            Assert.Contains("categorical column 'Prices'", one, StringComparison.Ordinal);
            Assert.Contains("Existing columns are City, Kinds, Features", one, StringComparison.Ordinal);
            Assert.DoesNotContain("'City':", one, StringComparison.Ordinal);
        }

        Assert.Contains("mlContext.Transforms.Conversion.MapValueToKey(\"IsDear\")", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_vectors_of_more_values_than_training_can_move()
    {
        var schema = SchemaDefinition.Create(typeof(Sale));
        schema["City"].ColumnType = new KeyDataViewType(typeof(uint), 600_000);
        string message = Assert
            .Throws<InvalidInputException>(() =>
                _context
                    .Regression.Trainers.NeuralNetwork(Options with { CategoricalColumnNames = ["City"] })
                    .Fit(_context.Data.LoadFromEnumerable(Sale.Generate(10, 1), schema))
            )
            .Message;
        Assert.Contains("'City' of 1 x 600000 values", message, StringComparison.Ordinal);
        Assert.Contains("maximumNumberOfKeys", message, StringComparison.Ordinal);

        // Too many to count in a float; they take no memory.
        schema["City"].ColumnType = new KeyDataViewType(typeof(uint), uint.MaxValue);
        message = Assert
            .Throws<InvalidInputException>(() =>
                _context
                    .Regression.Trainers.NeuralNetwork(Options with { CategoricalColumnNames = ["City"] })
                    .Fit(_context.Data.LoadFromEnumerable(Sale.Generate(10, 1), schema))
            )
            .Message;
        Assert.Contains("column 'City' has keys of 4294967295 values", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_only_keys_of_as_many_values()
    {
        NeuralNetworkTransformer model = Fit(Options with { CategoricalColumnNames = ["City", "Kinds"] });
        var schema = SchemaDefinition.Create(typeof(Sale));
        schema["City"].ColumnType = new KeyDataViewType(typeof(uint), 41);
        string message = Assert
            .Throws<ArgumentOutOfRangeException>(() => model.Transform(_context.Data.LoadFromEnumerable(Sale.Generate(10, 1), schema)))
            .Message;
        Assert.Contains("expected keys of 40, 12, 12 values, got 41, 12, 12", message, StringComparison.Ordinal);
        Assert.Contains(
            "Could not find categorical column 'City'",
            Assert
                .Throws<ArgumentOutOfRangeException>(() =>
                    model.Transform(_context.Transforms.DropColumns("City").Fit(Data).Transform(Data))
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Rejects_features_that_are_an_image()
    {
        var schema = SchemaDefinition.Create(typeof(Sale));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 2);
        Assert.Contains(
            "a vector with one dimension",
            Assert
                .Throws<InvalidInputException>(() =>
                    _context
                        .Regression.Trainers.NeuralNetwork(Options with { CategoricalColumnNames = ["City"] })
                        .Fit(_context.Data.LoadFromEnumerable(Sale.Generate(10, 1), schema))
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    private IDataView Data => Sale.Data(_context, Sale.Generate(50, 1));

    private NeuralNetworkTransformer Fit(NeuralNetworkTrainer.Options options) =>
        _context.Regression.Trainers.NeuralNetwork(options).Fit(Data);
}
