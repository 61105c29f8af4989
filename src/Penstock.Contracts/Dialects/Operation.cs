namespace Penstock.Contracts.Dialects;

/// <summary>What a caller asks for, whatever the dialect.</summary>
public enum Operation
{
    /// <summary>A conversation turn: chat completions or messages.</summary>
    Chat,

    /// <summary>Vectors for texts.</summary>
    Embeddings,
}
