using System.Collections.Immutable;
using Microsoft.ML.Data;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

namespace Microsoft.ML;

/// <content>Evaluation of what ML.NET has no evaluators for.</content>
public static partial class NeuralNetworkCatalog
{
    /// <summary>Evaluates a regression of several numbers. Labels that are missing (NaN) are left out.</summary>
    /// <param name="catalog"><c>mlContext.Regression</c>.</param>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">The name of the label column, a known-size vector of floats.</param>
    /// <param name="scoreColumnName">The name of the score column, a vector of the same size.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    /// <exception cref="InvalidInputException">The sizes differ.</exception>
    public static MultiOutputRegressionMetrics EvaluateMultiOutput(
        this RegressionCatalog catalog,
        IDataView data,
        string labelColumnName = "Label",
        string scoreColumnName = "Score"
    )
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        DataViewSchema.Column labels = ScoredColumns.Vector(data.Schema, "label", labelColumnName),
            scores = ScoredColumns.Vector(data.Schema, "score", scoreColumnName);
        ScoredColumns.CheckSameSize(labels, scores);
        float[] label = new float[ScoredColumns.SizeOf(labels)],
            score = new float[label.Length];
        OutputErrors[] outputs = [.. label.Select(_ => new OutputErrors())];
        using DataViewRowCursor cursor = data.GetRowCursor([labels, scores]);
        LabelReader readLabel = VectorLabel.OfSingles(cursor, labels),
            readScore = VectorLabel.OfSingles(cursor, scores);
        while (cursor.MoveNext())
        {
            readLabel(label);
            readScore(score);
            for (int i = 0; i < outputs.Length; i++)
                outputs[i].Add(label[i], score[i]);
        }

        return new MultiOutputRegressionMetrics
        {
            PerOutput = [.. outputs.Zip(ScoredColumns.NamesOf(scores), (output, name) => output.ToMetrics(name))],
        };
    }

    /// <summary>Evaluates a classification of several labels. Labels that are unknown (NaN) are left out.</summary>
    /// <param name="catalog"><c>mlContext.BinaryClassification</c>.</param>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">The name of the label column, a known-size vector of Booleans, or of floats that are 0, 1 or NaN.</param>
    /// <param name="scoreColumnName">The name of the score column, a vector of floats of the same size.</param>
    /// <param name="probabilityColumnName">The name of the probability column, a vector of floats of the same size.</param>
    /// <param name="predictedLabelColumnName">The name of the predicted label column, a vector of Booleans of the same size.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    /// <exception cref="InvalidInputException">The sizes differ.</exception>
    public static MultiLabelClassificationMetrics EvaluateMultiLabel(
        this BinaryClassificationCatalog catalog,
        IDataView data,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string probabilityColumnName = "Probability",
        string predictedLabelColumnName = "PredictedLabel"
    )
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        DataViewSchema.Column labels = ScoredColumns.Find(
            data.Schema,
            "label",
            labelColumnName,
            "known-size vector of Boolean or Single",
            shape => shape.IsVectorOf(BooleanDataViewType.Instance) || shape.IsVectorOf(NumberDataViewType.Single)
        );
        DataViewSchema.Column scores = ScoredColumns.Vector(data.Schema, "score", scoreColumnName),
            probabilities = ScoredColumns.Vector(data.Schema, "probability", probabilityColumnName),
            predicted = ScoredColumns.Find(
                data.Schema,
                "predicted label",
                predictedLabelColumnName,
                "known-size vector of Boolean",
                shape => shape.IsVectorOf(BooleanDataViewType.Instance)
            );
        ScoredColumns.CheckSameSize(labels, scores, probabilities, predicted);
        using DataViewRowCursor cursor = data.GetRowCursor([labels, scores, probabilities, predicted]);
        return new MultiLabelEvaluation(cursor, labels, scores, probabilities, predicted).ToMetrics(ScoredColumns.NamesOf(scores));
    }

    /// <summary>Evaluates a quantile regression. Rows with a missing label (NaN) are left out. The median, the column <c>Score</c>, can be evaluated by <c>Evaluate</c>.</summary>
    /// <param name="catalog"><c>mlContext.Regression</c>.</param>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">The name of the label column, floats.</param>
    /// <param name="quantilesColumnName">The name of the column of quantiles, a known-size vector of floats, whose slot names are the levels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    /// <exception cref="InvalidInputException">The slot names are not ascending levels between 0 and 1.</exception>
    public static QuantileRegressionMetrics EvaluateQuantiles(
        this RegressionCatalog catalog,
        IDataView data,
        string labelColumnName = "Label",
        string quantilesColumnName = QuantileColumns.QuantilesName
    )
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        DataViewSchema.Column labels = ScoredColumns.Find(
                data.Schema,
                "label",
                labelColumnName,
                "Single",
                shape => shape.IsScalarOf(NumberDataViewType.Single)
            ),
            scores = ScoredColumns.Vector(data.Schema, "quantiles", quantilesColumnName);
        QuantileErrors errors = new(LevelsOf(scores));
        float[] quantiles = new float[ScoredColumns.SizeOf(scores)];
        float label = 0;
        using DataViewRowCursor cursor = data.GetRowCursor([labels, scores]);
        ValueGetter<float> getLabel = cursor.GetGetter<float>(labels);
        LabelReader readScores = VectorLabel.OfSingles(cursor, scores);
        while (cursor.MoveNext())
        {
            getLabel(ref label);
            readScores(quantiles);
            errors.Add(float.IsFinite(label) ? label : float.NaN, quantiles);
        }

        return errors.ToMetrics();
    }

    private static ImmutableArray<double> LevelsOf(DataViewSchema.Column quantiles)
    {
        string[] names = ScoredColumns.NamesOf(quantiles);
        return QuantileLevels.Parse(names)
            ?? throw new InvalidInputException(
                $"column '{quantiles.Name}'",
                "slot names that are ascending levels between 0 and 1",
                string.Join(", ", names),
                "Evaluate the column that a model with Quantiles has added"
            );
    }
}
