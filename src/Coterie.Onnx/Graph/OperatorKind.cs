namespace Coterie.Onnx.Graph;

/// <summary>What an operator does to the values that flow through it, as far as finding activations needs to know.</summary>
internal enum OperatorKind
{
    /// <summary>It ends the search: softmax, attention, or an operator that is not known.</summary>
    Stop,

    /// <summary>A product with weights, if one of its sides is constant.</summary>
    Product,

    /// <summary>A recurrent layer, whose output is an activation.</summary>
    Recurrent,

    /// <summary>It acts on each element and is affine in it, such as Neg and Cast.</summary>
    Affine,

    /// <summary>Addition, subtraction and means of several values, element by element.</summary>
    Sum,

    /// <summary>Multiplication and division, element by element.</summary>
    Scale,

    /// <summary>It acts on each element and is not affine in it: an activation function, or a part of one.</summary>
    Bend,

    /// <summary>It reduces to statistics: a mean over positions or features.</summary>
    Reduce,

    /// <summary>It does not bend, but looks at several elements or moves them: normalisation, pooling, reshaping.</summary>
    Move,

    /// <summary>It tells a shape, which is no value of the data flow.</summary>
    Shape,
}
