using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows a training step as one would compute it by hand: every sum, product, activation, error, delta and update on a line.</summary>
internal sealed class StepTraceView(StepTrace trace)
{
    private readonly StepExplanation _step = trace.Step;
    private readonly GradientRule _rule = trace.Rule;

    /// <summary>Returns input and unit of every weight of a layer, input by input.</summary>
    public static IEnumerable<(int Input, int Unit)> WeightsOf(LayerExplanation layer) =>
        from i in Enumerable.Range(0, layer.Inputs.Length)
        from j in Enumerable.Range(0, layer.Layer.Units)
        select (i, j);

    public void Show(TextWriter writer)
    {
        string input = "x";
        for (int i = 0; i < _step.Layers.Length; i++)
        {
            WriteForward(writer, _step.Layers[i], i, input, Output(i));
            input = Output(i);
        }

        WriteLoss(writer);
        for (int i = _step.Layers.Length - 1; i >= 0; i--)
        {
            WriteErrors(writer, i);
            WriteDeltas(writer, _step.Layers[i], i);
        }

        for (int i = 0; i < _step.Layers.Length; i++)
            WriteUpdates(writer, _step.Layers[i], i, i == 0 ? "x" : Output(i - 1));
        writer.WriteLine(Localized.Of($"The loss after the step is {Number(_step.LossAfter)}; it was {Number(_step.Loss)}."));
        if (_rule == GradientRule.Book)
            WriteDifference(writer);
    }

    // Where both rules give the same numbers, a reader would look for the difference in vain.
    private void WriteDifference(TextWriter writer)
    {
        string same = ListOf(isSame: true),
            different = ListOf(isSame: false);
        writer.WriteLine(
            different.Length > 0
                ? Localized.Of(
                    $"The book's rule makes a difference in {different}. In {same} the exact gradient gives the same step: its errors come from the loss."
                )
            : _step.Layers.Length == 1
                ? Localized.Of(
                    "The book's rule makes no difference here: it changes how errors are propagated back to earlier layers, and there is only one layer."
                )
            : Localized.Of(
                "The book's rule makes no difference here: it changes how errors are propagated back to earlier layers, and here the result is the same for all of them."
            )
        );

        string ListOf(bool isSame) =>
            string.Join(
                ", ",
                trace
                    .IsSameByBothRules.Select((one, i) => (one, i))
                    .Where(pair => pair.one == isSame)
                    .Select(pair => Localized.Of($"layer {pair.i + 1}"))
            );
    }

    private static void WriteForward(TextWriter writer, LayerExplanation layer, int index, string input, string output)
    {
        writer.WriteLine(Localized.Of($"Layer {index + 1}, forward: inputs times weights, summed; then {layer.Layer.Activation}"));
        for (int j = 0; j < layer.Layer.Units; j++)
        {
            (int i, int unit)[] ways = [.. Enumerable.Range(0, layer.Inputs.Length).Select(i => (i, j))];
            string symbols = string.Join(" + ", ways.Select(way => $"{input}{way.i + 1} {Weight(index, way.i, j)}"));
            string products = string.Join(
                " + ",
                ways.Select(way => $"{Number(layer.Inputs[way.i])}·{Factor(layer.Weights[(way.i * layer.Layer.Units) + j])}")
            );
            string sums = string.Join(" + ", ways.Select(way => Factor(layer.Contribution(way.i, j))));
            writer.WriteLine($"  {Net(index)}{j + 1} = {symbols} = {products} = {sums} = {Number(layer.NetInputs[j])}");
            writer.WriteLine($"  {output}{j + 1} = {layer.Layer.Activation}({Number(layer.NetInputs[j])}) = {Number(layer.Outputs[j])}");
        }

        writer.WriteLine();
    }

    private void WriteLoss(TextWriter writer)
    {
        LayerExplanation last = _step.Layers[^1];
        writer.WriteLine(Localized.Of("Loss: half the sum of squared errors, output minus target"));
        string squares = string.Join(" + ", last.Outputs.Select((y, j) => $"({Number(y)} - {Factor(_step.Target[j])})²"));
        writer.WriteLine($"  L = ½ ({squares}) = {Number(_step.Loss)}");
        writer.WriteLine();
    }

    private void WriteErrors(TextWriter writer, int index)
    {
        LayerExplanation layer = _step.Layers[index];
        bool isLast = index == _step.Layers.Length - 1;
        string how =
            isLast ? Localized.Of("output minus target")
            : _rule == GradientRule.Book ? Localized.Of("by the book's rule, the raw errors above, propagated back through the weights")
            : Localized.Of("the deltas above, propagated back through the weights");
        writer.WriteLine(Localized.Of($"Layer {index + 1}, errors: {how}"));
        for (int j = 0; j < layer.Errors.Length; j++)
        {
            string name = $"e({Output(index)}{j + 1})";
            if (isLast)
            {
                writer.WriteLine($"  {name} = {Number(layer.Outputs[j])} - {Factor(_step.Target[j])} = {Number(layer.Errors[j])}");
                continue;
            }

            LayerExplanation above = _step.Layers[index + 1];
            string source = _rule == GradientRule.Book ? "e" : "δ";
            string symbols = string.Join(
                " + ",
                Enumerable.Range(0, above.Layer.Units).Select(k => $"{Weight(index + 1, j, k)} {source}({Output(index + 1)}{k + 1})")
            );
            string products = string.Join(
                " + ",
                Enumerable
                    .Range(0, above.Layer.Units)
                    .Select(k =>
                        $"{Factor(above.Weights[(j * above.Layer.Units) + k])}·{Factor(_rule == GradientRule.Book ? above.Errors[k] : above.Deltas[k])}"
                    )
            );
            writer.WriteLine($"  {name} = {symbols} = {products} = {Number(layer.Errors[j])}");
        }
    }

    private void WriteDeltas(TextWriter writer, LayerExplanation layer, int index)
    {
        writer.WriteLine(Localized.Of($"Layer {index + 1}, deltas: the errors times the slope of {layer.Layer.Activation}, y (1 - y)"));
        for (int j = 0; j < layer.Deltas.Length; j++)
        {
            string y = Number(layer.Outputs[j]);
            writer.WriteLine($"  δ({Output(index)}{j + 1}) = {Number(layer.Errors[j])} · {y} (1 - {y}) = {Number(layer.Deltas[j])}");
        }

        writer.WriteLine();
    }

    private void WriteUpdates(TextWriter writer, LayerExplanation layer, int index, string input)
    {
        writer.WriteLine(Localized.Of($"Layer {index + 1}, updates: weight minus rate times input times delta"));
        foreach ((int i, int j) in WeightsOf(layer))
        {
            writer.WriteLine(
                $"  {Weight(index, i, j)} = {Number(layer.Weights[(i * layer.Layer.Units) + j])} - {Number(layer.LearningRate)} · {input}{i + 1} δ({Output(index)}{j + 1})"
                    + $" = {Number(layer.Weights[(i * layer.Layer.Units) + j])} - {Number(layer.LearningRate)}·{Number(layer.Inputs[i])}·{Factor(layer.Deltas[j])}"
                    + $" = {Number(layer.NewWeight(i, j))}"
            );
        }

        writer.WriteLine();
    }

    // The first layer has the weights w and the net inputs z, the second v and q; a hidden layer gives h, the last y.
    private static string Weight(int layer, int from, int to) => $"{"wv"[layer]}{from + 1}{to + 1}";

    private static string Net(int layer) => layer == 0 ? "z" : "q";

    private string Output(int layer) => layer == _step.Layers.Length - 1 ? "y" : "h";

    private static string Number(double value) =>
        value.ToString("0.####", CultureInfo.InvariantCulture) is "-0" ? "0" : value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Factor(double value) => value < 0 ? $"({Number(value)})" : Number(value);
}
