namespace MnistTrainer.NeuralNetwork;

/// <summary>The operators of a <see cref="CategoryEmbedding"/>.</summary>
/// <param name="graph">The graph.</param>
/// <param name="rows">The value with the input of the layer, rows by values.</param>
internal readonly struct CategoryOperators(IOperatorGraph graph, string rows)
{
    private static readonly OperatorArgument OfColumns = new("axis", 1);

    /// <summary>Some columns of the input.</summary>
    public string Columns(IEnumerable<int> columns) => graph.Add("Gather", [rows, graph.Integers([.. columns])], OfColumns);

    /// <summary>Parts of a row behind each other.</summary>
    public string Concatenate(IReadOnlyList<string> parts) => parts.Count == 1 ? parts[0] : graph.Add("Concat", parts, OfColumns);

    /// <summary>The vectors of a category whose vectors are one-hot: 0 where it is missing, and a one for each value.</summary>
    /// <param name="values">The number of its values.</param>
    /// <param name="name">What the constant is called; nothing else in the graph is.</param>
    public string OneHot(int values, string name)
    {
        float[] vectors = new float[(values + 1) * values];
        for (int key = 1; key <= values; key++)
            vectors[(key * values) + key - 1] = 1;
        return graph.Constant(name, vectors, [values + 1, values]);
    }

    /// <summary>The vector of a category in each row.</summary>
    /// <param name="column">The column with its keys.</param>
    /// <param name="values">The number of its values.</param>
    /// <param name="vectors">The vectors, one for missing values and one for each value.</param>
    /// <param name="share">Their shares.</param>
    public string Vectors(int column, int values, string vectors, string share)
    {
        string zero = graph.Constant(0),
            shares = graph.Add("Reshape", [share, graph.Integers(1, values + 1)]),
            ofMissing = graph.Add("Gather", [shares, graph.Integers(0)], OfColumns),
            own = graph.Add("Gather", [vectors, graph.Integers(0)], new OperatorArgument("axis", 0)),
            mean = graph.Add("MatMul", [shares, vectors]),
            other = graph.Add("Where", [graph.Add("Greater", [ofMissing, zero]), own, mean]),
            seen = graph.Add("Greater", [graph.Add("Reshape", [share, graph.Integers(values + 1, 1)]), zero]);
        return graph.Add("Gather", [graph.Add("Where", [seen, vectors, other]), Keys(column, values)], new OperatorArgument("axis", 0));
    }

    // A vector with a key for each row: whole numbers from 1 to that of values, and 0 for everything else.
    private string Keys(int column, int values)
    {
        string all = graph.Add("Reshape", [Columns([column]), graph.Integers(-1)]),
            isWhole = graph.Add("Equal", [all, graph.Add("Floor", [all])]),
            isIn = graph.Add(
                "And",
                [graph.Add("Greater", [all, graph.Constant(0)]), graph.Add("Less", [all, graph.Constant(values + 1f)])]
            ),
            keys = graph.Add("Where", [graph.Add("And", [isWhole, isIn]), all, graph.Constant(0)]);
        return graph.Add("Cast", [keys], new OperatorArgument("to", IOperatorGraph.IntegerElements));
    }
}
