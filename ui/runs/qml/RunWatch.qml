// The live view of one run: steps, time axis and log at the leading side, details at the trailing.
import QtQuick

Rectangle {
    id: root

    color: tokens.surface
    LayoutMirroring.enabled: Qt.application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true

    ProgressLine {
        id: line
        anchors { left: parent.left; right: parent.right; top: parent.top }
        anchors.leftMargin: tokens.px(16)
        anchors.rightMargin: tokens.px(16)
        value: watch.progress
    }

    Rectangle {
        id: rule
        anchors { left: parent.left; right: parent.right; top: line.bottom }
        anchors.topMargin: tokens.px(12)
        height: 1
        color: tokens.line
    }

    Item {
        id: main
        anchors { left: parent.left; right: pane.left; top: rule.bottom; bottom: parent.bottom }

        StepStrip {
            id: strip
            anchors { left: parent.left; right: parent.right; top: parent.top }
            anchors.margins: tokens.px(16)
        }

        StepAxis {
            id: axis
            anchors { left: parent.left; right: parent.right; top: strip.bottom }
            anchors.leftMargin: tokens.px(16)
            anchors.rightMargin: tokens.px(16)
            anchors.topMargin: tokens.px(16)
        }

        Rectangle {
            id: logRule
            anchors { left: parent.left; right: parent.right; top: axis.bottom }
            anchors.topMargin: tokens.px(12)
            height: 1
            color: tokens.strongLine
        }

        RunLog {
            anchors {
                left: parent.left
                right: parent.right
                top: logRule.bottom
                bottom: parent.bottom
            }
        }
    }

    RunDetails {
        id: pane
        anchors { right: parent.right; top: rule.bottom; bottom: parent.bottom }
        width: tokens.px(272)
    }
}
