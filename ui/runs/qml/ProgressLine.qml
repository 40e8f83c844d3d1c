// How far the run is, as a thin line under the head.
import QtQuick

Rectangle {
    id: root

    property real value: 0
    property color done: tokens.accent

    height: tokens.px(4)
    radius: height / 2
    color: tokens.sunken

    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("Progress")
    Accessible.description: qsTr("%1 %").arg(Math.round(root.value * 100))

    Rectangle {
        width: parent.width * Math.min(1, Math.max(0, root.value))
        height: parent.height
        radius: parent.radius
        anchors.left: parent.left
        color: root.done
        Behavior on width { NumberAnimation { duration: 120 } }
    }
}
